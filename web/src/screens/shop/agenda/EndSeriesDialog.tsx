import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { useSay } from "@/components/Toast";
import { type Agendamento, useEndSeries } from "./queries";
import { SeriesDays } from "./SeriesDays";
import type { AgendaWords } from "./useAgendaWords";

/** Ends what repeats, from this booking on. */
export function EndSeriesDialog({
  booking,
  words,
  onClose,
}: {
  booking: Agendamento;
  words: AgendaWords;
  onClose: () => void;
}) {
  const t = useTranslations("agenda.series");
  const common = useTranslations("common");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending, error } = useEndSeries();
  const end = async (): Promise<void> => {
    try {
      await mutateAsync({ id: booking.recorrencia_id ?? 0, from: words.dateOf(booking.inicio) });
    } catch (reason) {
      if (!(reason instanceof ApiProblem)) throw reason;
      return;
    }
    say.done(t("ended", { animal: booking.animal }));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { animal: booking.animal })}
      lead={t("lead", { day: words.dayOf(booking.inicio) })}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("back")}
          </Button>
          <Button look="danger" busy={isPending} onClick={() => void end()}>
            {t("end")}
          </Button>
        </>
      }
    >
      <SeriesDays booking={booking} words={words} ending />
      {error instanceof ApiProblem && <Banner kind="danger">{problemText(error)}</Banner>}
    </Dialog>
  );
}
