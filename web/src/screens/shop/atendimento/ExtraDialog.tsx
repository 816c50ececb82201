import { useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import type { AgendamentoDetail } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { asItWas, useMove } from "../agenda/useMove";
import { ServicosField } from "../agendar/ServicosField";
import type { Oferta } from "../agendar/queries";

/** More for this visit: what was asked for at the door, or what the coat turned out to need. */
export function ExtraDialog({
  visit,
  words,
  onClose,
}: {
  visit: AgendamentoDetail;
  words: AgendaWords;
  onClose: () => void;
}) {
  const t = useTranslations("agenda.visit");
  const common = useTranslations("common");
  const problemText = useProblemText();
  const [chosen, setChosen] = useState<Oferta[]>([]);
  const { move, busy, problem } = useMove(words);
  const send = (encaixe: boolean): void => {
    const last = visit.itens.at(-1);
    const added = chosen.map(({ servico_id }) => ({
      servico_id,
      ...(last && { profissional_id: last.profissional_id }),
    }));
    const body = { itens: [...asItWas(visit).itens, ...added], ...(encaixe && { encaixe }) };
    void move(visit, body).then((saved) => saved && onClose());
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("extraTitle", { animal: visit.animal })}
      lead={t("extraLead")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button busy={busy} aria-disabled={chosen.length === 0} onClick={() => chosen.length > 0 && send(false)}>
            {t("extraAdd")}
          </Button>
        </>
      }
    >
      <ServicosField animalId={visit.animal_id} chosen={chosen} onChange={setChosen} />
      {problem && (
        <Banner
          kind="danger"
          action={
            problem.code === "SLOT_TAKEN" && (
              <Button look="secondary" onClick={() => send(true)}>
                {t("extraSqueeze")}
              </Button>
            )
          }
        >
          {problemText(problem)}
        </Banner>
      )}
    </Dialog>
  );
}
