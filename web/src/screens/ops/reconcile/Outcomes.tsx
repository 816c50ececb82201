import { CircleCheck, MailQuestion, SkipForward } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";
import type { Repaired } from "./types";
import { Why } from "./Why";

const LOOKS = {
  done: { tone: "ok", Icon: CircleCheck },
  requested: { tone: "info", Icon: MailQuestion },
  skipped: { tone: "warn", Icon: SkipForward },
} as const;

/** What became of each finding of the last repair. */
export function Outcomes({ outcomes }: { outcomes: readonly Repaired[] }) {
  const t = useTranslations("ops.reconcile");
  return (
    <div role="status">
      {outcomes.length > 0 && (
        <Panel title={t("outcome.title")}>
          <ul className="flex flex-col gap-3">
            {outcomes.map((repaired) => (
              <Outcome key={repaired.id} repaired={repaired} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

function Outcome({ repaired }: { repaired: Repaired }) {
  const t = useTranslations("ops.reconcile");
  const format = useFormatter();
  const { tone, Icon } = LOOKS[repaired.outcome];
  const title = `kind.${repaired.kind}.title`;
  return (
    <li className="flex flex-col gap-1 border-b border-line pb-3 last:border-b-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {t(`outcome.${repaired.outcome}`)}
        </Badge>
        <span className="font-semibold">{t.has(title) ? t(title) : repaired.kind}</span>
      </p>
      <Tech>{repaired.subject}</Tech>
      {repaired.copy_id && (
        <p className="text-sm">{t("outcome.copied", { rows: format.number(repaired.rows_copied) })}</p>
      )}
      {repaired.reason && (
        <p className="text-sm">
          <Why sentence={repaired.reason} />
        </p>
      )}
    </li>
  );
}
