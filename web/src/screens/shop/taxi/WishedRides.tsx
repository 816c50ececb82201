import { useState } from "react";
import { useTranslations } from "use-intl";
import { CheckField } from "@/components/Field";
import { dateAt } from "../agenda/clock";
import type { Agendamento } from "../agenda/queries";
import type { Way } from "./queries";
import { RideDialog } from "./RideDialog";

const WAYS: readonly Way[] = ["busca", "entrega"];

/** Whether the animal is to be fetched or brought home; asked for more closely once it is booked. */
export function RidesField({ rides, onChange }: { rides: readonly Way[]; onChange: (rides: Way[]) => void }) {
  const t = useTranslations("taxi");
  return (
    <fieldset>
      <legend className="font-semibold">{t("title")}</legend>
      <div className="flex flex-wrap gap-x-6">
        {WAYS.map((way) => (
          <CheckField
            key={way}
            label={t(`add.${way}`)}
            checked={rides.includes(way)}
            onChange={({ target }) =>
              onChange(WAYS.filter((one) => (one === way ? target.checked : rides.includes(one))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

/** The rides that were wished along with a booking, one after the other. */
export function WishedRides({
  booking,
  ways,
  zone,
  onClose,
}: {
  booking: Agendamento;
  ways: readonly Way[];
  zone: string;
  onClose: () => void;
}) {
  const [left, setLeft] = useState(ways);
  const [way, ...others] = left;
  if (way === undefined) return null;
  return (
    <RideDialog
      key={way}
      bookingId={booking.id}
      animal={booking.animal}
      way={way}
      date={dateAt(booking.inicio, zone)}
      zone={zone}
      ride={null}
      onClose={() => (others.length > 0 ? setLeft(others) : onClose())}
    />
  );
}
