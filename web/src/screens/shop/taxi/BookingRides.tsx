import { Car, House } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import type { Agendamento } from "../agenda/queries";
import { isAhead } from "../agenda/states";
import type { AgendaWords } from "../agenda/useAgendaWords";
import { useRides, type Way } from "./queries";
import { RideDialog } from "./RideDialog";

const WAYS = [
  { way: "busca", Icon: Car },
  { way: "entrega", Icon: House },
] as const;
const OVER: readonly Agendamento["status"][] = ["entregue", "cancelado", "faltou"];

/** A booking's rides, and the way to another one. */
export function BookingRides({ booking, words }: { booking: Agendamento; words: AgendaWords }) {
  const t = useTranslations("taxi");
  const [asked, setAsked] = useState<Way | null>(null);
  const mayAsk = { busca: isAhead(booking.status), entrega: !OVER.includes(booking.status) };
  const shown = WAYS.map((each) => ({
    ...each,
    ride: booking.taxi.find(({ sentido }) => sentido === each.way),
  })).filter(({ way, ride }) => ride !== undefined || mayAsk[way]);
  if (shown.length === 0) return null;
  return (
    <div role="group" aria-label={t("title")} className="flex flex-wrap gap-2">
      {shown.map(({ way, Icon, ride }) =>
        ride && ride.estado !== "pendente" ? (
          <p key={way} className="inline-flex min-h-11 items-center gap-2 text-ink-soft">
            <Icon aria-hidden className="size-5" />
            {t("told", { way: t(`way.${way}`), span: words.span(ride), state: t(`state.${ride.estado}`) })}
          </p>
        ) : (
          <Button key={way} look="quiet" onClick={() => setAsked(way)} icon={<Icon aria-hidden className="size-5" />}>
            {ride ? t("planned", { way: t(`way.${way}`), span: words.span(ride) }) : t(`add.${way}`)}
          </Button>
        ),
      )}
      {asked && <AskedRide booking={booking} way={asked} words={words} onClose={() => setAsked(null)} />}
    </div>
  );
}

/** The form, once what is known of the ride is here: a booking tells only when its rides are. */
function AskedRide({
  booking,
  way,
  words,
  onClose,
}: {
  booking: Agendamento;
  way: Way;
  words: AgendaWords;
  onClose: () => void;
}) {
  const known = booking.taxi.find(({ sentido }) => sentido === way);
  const { data, error } = useRides(known && words.dateOf(known.inicio));
  const problemText = useProblemText();
  const ride = data?.find(({ id }) => id === known?.id) ?? null;
  if (error instanceof ApiProblem) return <Banner kind="danger">{problemText(error)}</Banner>;
  if (known && !ride) return null;
  return (
    <RideDialog
      bookingId={booking.id}
      animal={booking.animal}
      way={way}
      date={words.dateOf(ride?.inicio ?? booking.inicio)}
      zone={words.zone}
      ride={ride}
      onClose={onClose}
    />
  );
}
