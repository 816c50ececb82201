import { useRouter } from "next/router";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useSay } from "@/components/Toast";
import { aboutBooking, type Agendamento } from "../agenda/queries";
import { readEncaixes } from "./queries";

/** Says that somebody of the waiting list could have the time that a booking has left free, and leads there. */
export function useTellFreed() {
  const t = useTranslations("agenda.freed");
  const say = useSay();
  const { push } = useRouter();
  return useCallback(
    async (booking: Pick<Agendamento, "id">): Promise<void> => {
      try {
        const { items } = await readEncaixes(booking.id);
        if (items.length === 0) return;
        say.done(t("told", { count: items.length }), {
          label: t("see"),
          about: aboutBooking(booking),
          onClick: () => void push({ pathname: "/espera", query: { vaga: booking.id } }),
        });
      } catch (error) {
        // Nobody has asked: the step itself is done, and the list shows it as well.
        if (!(error instanceof ApiProblem)) throw error;
      }
    },
    [say, t, push],
  );
}
