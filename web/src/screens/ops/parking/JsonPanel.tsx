import { useTranslations } from "use-intl";
import { Panel } from "../shared/Panel";

const LONG = 6_000;
const LOOK = "rounded-md bg-sunken p-4 font-mono text-sm whitespace-pre-wrap wrap-anywhere";

/** JSON as people read it; text that is no JSON as it is. A long one unfolds on demand. */
export function JsonPanel({ title, lead, value }: { title: string; lead?: string; value: unknown }) {
  const t = useTranslations("ops.parking.message");
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <Panel title={title} {...(lead && { lead })}>
      {text.length <= LONG ? (
        <pre className={LOOK}>{text}</pre>
      ) : (
        <details>
          <summary className="min-h-6 cursor-pointer font-medium text-brand">
            {t("unfold", { count: text.length })}
          </summary>
          <pre className={LOOK}>{text}</pre>
        </details>
      )}
    </Panel>
  );
}
