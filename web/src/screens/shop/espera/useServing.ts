import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useSay } from "@/components/Toast";
import { peopleOf } from "../agenda/states";
import { afterRefusal, type Attempt, nextAttempt } from "../form/attempt";
import { type Espera, type Serving, useOffer, useServe } from "./queries";
import type { EsperaWords } from "./useEsperaWords";

/** Offers a place to somebody who waits, or books it; `problem` is why not. */
export function useServing(given: Espera, words: EsperaWords, onServed: () => void) {
  const t = useTranslations("agenda.form");
  const say = useSay();
  const { mutateAsync: offer, isPending: isOffering } = useOffer();
  const { mutateAsync: serve, isPending: isServing } = useServe();
  const [entry, setEntry] = useState(given);
  const [message, setMessage] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const attempt = useRef<Attempt | undefined>(undefined);
  // A second press may come before React has drawn the first.
  const isRunning = useRef(false);
  const run = async (deed: () => Promise<void>): Promise<void> => {
    if (isRunning.current) return;
    isRunning.current = true;
    setProblem(null);
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    } finally {
      isRunning.current = false;
    }
  };
  return {
    entry,
    /** The WhatsApp message that tells of what was offered here. */
    message,
    problem,
    forget: () => setProblem(null),
    isOffering,
    isServing,
    offer: (inicio: string) =>
      void run(async () => {
        const { whatsapp_url, ...offered } = await offer({ entry, inicio });
        setEntry(offered);
        setMessage(whatsapp_url);
      }),
    serve: (body: Serving) =>
      void run(async () => {
        const trying = nextAttempt(attempt.current, JSON.stringify([body, entry.version]));
        attempt.current = trying;
        try {
          const { agendamento } = await serve({ entry, body, key: trying.key });
          const { animal, inicio } = agendamento;
          say.done(t("made", { animal, at: words.moment(inicio), who: peopleOf(agendamento).join(", ") }));
          onServed();
        } catch (error) {
          if (error instanceof ApiProblem) attempt.current = afterRefusal(trying, error);
          throw error;
        }
      }),
  };
}
