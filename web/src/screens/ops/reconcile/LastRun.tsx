import { CircleAlert, CircleCheck, LoaderCircle, SearchX } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { Ago } from "@/components/Time";
import { Actor } from "../shared/Actor";
import type { Run } from "./types";

/** When everything was last compared, by whom, and how much of it there was. */
export function LastRun({ run, running }: { run: Run | null; running: boolean }) {
  const t = useTranslations("ops.reconcile.run");
  return (
    <Card className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <span role="status">
        <RunBadge run={run} running={running} />
      </span>
      {run ? (
        <>
          <p>
            {t("last")} <Ago at={run.finished_at ?? run.started_at} /> · <Actor id={run.actor} />
          </p>
          <Compared compared={run.compared} />
          {run.error && (
            <p lang="en" className="basis-full font-mono text-sm wrap-anywhere text-danger">
              {run.error}
            </p>
          )}
        </>
      ) : (
        <p className="text-ink-soft">{t("never")}</p>
      )}
    </Card>
  );
}

function RunBadge({ run, running }: { run: Run | null; running: boolean }) {
  const t = useTranslations("ops.reconcile.run");
  if (running) {
    return (
      <Badge tone="glow" icon={<LoaderCircle aria-hidden className="animate-spin" />}>
        {t("running")}
      </Badge>
    );
  }
  if (!run) {
    return (
      <Badge tone="neutral" icon={<SearchX aria-hidden />}>
        {t("none")}
      </Badge>
    );
  }
  const Icon = run.error ? CircleAlert : CircleCheck;
  return (
    <Badge tone={run.error ? "danger" : "ok"} icon={<Icon aria-hidden />}>
      {t(run.error ? "failed" : "done")}
    </Badge>
  );
}

function Compared({ compared }: { compared: Run["compared"] }) {
  const t = useTranslations("ops.reconcile.compared");
  const format = useFormatter();
  const known = Object.entries(compared).filter(([what]) => t.has(what));
  return (
    <p className="text-sm text-ink-soft">
      {known.map(([what, count]) => `${format.number(count)} ${t(what)}`).join(" · ")}
    </p>
  );
}
