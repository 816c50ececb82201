import { Undo2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { useSay } from "@/components/Toast";
import { type AgendamentoDetail, useUndoStep } from "../agenda/queries";
import type { AgendaWords } from "../agenda/useAgendaWords";

/** Every step of the visit, and the way back from the last one. */
export function Steps({ visit, words }: { visit: AgendamentoDetail; words: AgendaWords }) {
  const t = useTranslations("agenda.visit");
  const say = useSay();
  const problemText = useProblemText();
  const { mutate, isPending } = useUndoStep();
  const standing = visit.historico.filter(({ desfeita_em }) => desfeita_em === null);
  return (
    <Card aria-labelledby="etapas">
      <h2 id="etapas" className="mb-3 text-xl font-bold">
        {t("steps")}
      </h2>
      <ol className="flex flex-col gap-2">
        {visit.historico.map((step) => (
          <li key={`${step.para}-${step.em}`} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className={step.desfeita_em ? "text-ink-soft line-through" : "font-semibold"}>
              {words.state(step.para)}
              {step.motivo && <span className="font-normal text-ink-soft"> · {step.motivo}</span>}
            </span>
            <span className="text-sm text-ink-soft tabular-nums">
              {step.desfeita_em ? t("undoneAt", { at: words.moment(step.desfeita_em) }) : words.moment(step.em)}
            </span>
          </li>
        ))}
      </ol>
      {standing.length > 1 && (
        <Button
          look="quiet"
          className="mt-3"
          busy={isPending}
          icon={<Undo2 aria-hidden className="size-5" />}
          onClick={() =>
            mutate(visit, {
              onError: (error) => {
                if (!(error instanceof ApiProblem)) throw error;
                say.failed(problemText(error));
              },
            })
          }
        >
          {t("undoLast")}
        </Button>
      )}
    </Card>
  );
}
