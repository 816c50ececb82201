import { History, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { Section } from "../../record/Section";
import type { Animal } from "../queries";
import { IncidentDialog } from "./IncidentDialog";
import { useTimeline } from "./queries";
import { TimelineEntry } from "./TimelineEntry";

/** All that happened to an animal, the newest first, and the way to write down what just did. */
export function Timeline({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.timeline");
  const [writing, setWriting] = useState(false);
  return (
    <Section
      title={t("title")}
      action={
        <Button
          look="secondary"
          size="sm"
          className="min-h-11"
          onClick={() => setWriting(true)}
          icon={<TriangleAlert aria-hidden className="size-5" />}
        >
          {t("incident.new")}
        </Button>
      }
    >
      <Entries animal={animal} />
      {writing && <IncidentDialog animal={animal} onClose={() => setWriting(false)} />}
    </Section>
  );
}

function Entries({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.timeline");
  const common = useTranslations("common");
  const { rows, error, retry, busy, more, loadingMore } = useTimeline(animal.id);
  if (error && !rows) return <ErrorState error={error} onRetry={retry} busy={busy} />;
  if (!rows) return <Skeleton lines={3} />;
  if (rows.length === 0) {
    return (
      <p className="flex items-center gap-3 text-ink-soft">
        <History aria-hidden className="size-6 shrink-0 text-glow" />
        {t("none")}
      </p>
    );
  }
  return (
    <>
      <ol aria-label={t("title")} className="flex flex-col gap-4">
        {rows.map((entry) => (
          <TimelineEntry key={`${entry.tipo}-${entry.id}`} animal={animal} entry={entry} />
        ))}
      </ol>
      {error ? (
        <ErrorState error={error} onRetry={retry} busy={busy} />
      ) : (
        more && (
          <Button look="secondary" className="mt-4" busy={loadingMore} onClick={more}>
            {common("more")}
          </Button>
        )
      )}
    </>
  );
}
