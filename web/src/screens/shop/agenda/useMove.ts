import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { useSay } from "@/components/Toast";
import { aboutBooking, type Agendamento, type Move, useMoveBooking } from "./queries";
import { peopleOf } from "./states";
import type { AgendaWords } from "./useAgendaWords";

/** Moves a booking, says where it is now, and offers to put it back; `problem` is why it stays where it was. */
export function useMove(words: AgendaWords) {
  const t = useTranslations("agenda");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending } = useMoveBooking();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const moved = useCallback(
    (one: Agendamento): string =>
      t("moved", { animal: one.animal, at: words.moment(one.inicio), who: peopleOf(one).join(", ") }),
    [t, words],
  );
  const move = useCallback(
    async (booking: Agendamento, body: Move["body"], look?: Move["look"]): Promise<Agendamento | null> => {
      setProblem(null);
      say.over(aboutBooking(booking));
      try {
        const saved = await mutateAsync({ booking, body, ...(look && { look }) });
        say.done(moved(saved), {
          label: t("undo"),
          about: aboutBooking(saved),
          onClick: () =>
            void mutateAsync({ booking: saved, body: asItWas(booking) })
              .then((back) => say.done(moved(back)))
              .catch((error: unknown) => {
                if (!(error instanceof ApiProblem)) throw error;
                say.failed(problemText(error));
              }),
        });
        return saved;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error);
        return null;
      }
    },
    [mutateAsync, moved, say, t, problemText],
  );
  return { move, busy: isPending, problem, forget: useCallback(() => setProblem(null), []) };
}

/** Everything that a move can have changed, as it stood before. */
export function asItWas({ inicio, encaixe, itens }: Agendamento) {
  return {
    inicio,
    encaixe,
    itens: itens.map((item) => ({
      servico_id: item.servico_id,
      profissional_id: item.profissional_id,
      duracao: Math.round((Date.parse(item.fim) - Date.parse(item.inicio)) / 60_000),
      preco: item.preco,
    })),
  };
}
