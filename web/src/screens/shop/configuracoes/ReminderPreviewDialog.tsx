import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { ErrorState, Skeleton } from "@/components/States";
import { type ReminderPreview, useReminderPreview } from "./queries";
import type { ReminderWishes } from "./settings";

/** Whom the reminders would reach, before any is sent: nobody writes to three hundred people by accident. */
export function ReminderPreviewDialog({
  wishes,
  zone,
  isSaving,
  onAnswer,
}: {
  wishes: ReminderWishes;
  zone: string;
  isSaving: boolean;
  onAnswer: (goesOn: boolean) => void;
}) {
  const t = useTranslations("settings.preview");
  const common = useTranslations("common");
  const { data, error, refetch, isFetching } = useReminderPreview(wishes);
  return (
    <Dialog
      open
      onClose={() => onAnswer(false)}
      title={t("title")}
      lead={t(isSaving ? "leadSaving" : "lead")}
      actions={
        isSaving ? (
          <>
            <Button look="quiet" onClick={() => onAnswer(false)}>
              {common("cancel")}
            </Button>
            <Button onClick={() => onAnswer(true)}>{t("turnOn")}</Button>
          </>
        ) : (
          <Button onClick={() => onAnswer(false)}>{common("close")}</Button>
        )
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} busy={isFetching} />
      ) : data ? (
        <Numbers found={data} zone={zone} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Dialog>
  );
}

function Numbers({ found, zone }: { found: ReminderPreview; zone: string }) {
  const t = useTranslations("settings.preview");
  const format = useFormatter();
  const moment = (at: string): string =>
    format.dateTime(new Date(at), { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (
    <div role="status" className="flex flex-col gap-2">
      <p className="text-xl font-bold">{t("count", { letters: found.would_send, people: found.people })}</p>
      {found.first_at !== null && found.last_at !== null && (
        <p>{t("when", { first: moment(found.first_at), last: moment(found.last_at) })}</p>
      )}
      {found.without_contact > 0 && <p>{t("without", { count: found.without_contact })}</p>}
      <p className="text-ink-soft">{t("later")}</p>
    </div>
  );
}
