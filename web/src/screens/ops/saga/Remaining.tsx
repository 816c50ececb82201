import { useTranslations } from "use-intl";
import type { SagaDetail } from "../sagas/types";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";

/** What is still to do, in order, until the saga ends the way it is going. */
export function Remaining({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops");
  if (saga.remaining.length === 0) return null;
  return (
    <Panel title={t("saga.remaining.title")} lead={t("saga.remaining.lead")}>
      <ol className="flex flex-wrap gap-3">
        {saga.remaining.map((step, index) => (
          <li key={step} className="flex items-center gap-3 rounded-full bg-sunken py-2 pr-5 pl-2">
            <span
              aria-hidden
              className="inline-flex size-8 items-center justify-center rounded-full bg-surface font-bold tabular-nums"
            >
              {index + 1}
            </span>
            <span className="leading-tight">
              <span className="block font-semibold">{t.has(`step.${step}`) ? t(`step.${step}`) : step}</span>
              <Tech>{step}</Tech>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
