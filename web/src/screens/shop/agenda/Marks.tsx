import { Car, CircleDollarSign, Clock, Repeat2, Syringe, TriangleAlert, Zap } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import type { Agendamento } from "./queries";
import { type Lateness, lateness } from "./states";
import { useNow } from "./useNow";

/** All that somebody should know before touching the animal or letting it go. */
export function Marks({ booking }: { booking: Agendamento }) {
  const t = useTranslations("agenda.mark");
  const late = lateness(booking, useNow());
  const rides = booking.taxi.filter((ride) => ride.estado !== "cancelado");
  return (
    <ul className="flex flex-wrap gap-1.5 empty:hidden">
      {late && (
        <li>
          <Late late={late} />
        </li>
      )}
      {booking.encaixe && (
        <li>
          <Badge tone="info" icon={<Zap aria-hidden />}>
            {t("encaixe")}
          </Badge>
        </li>
      )}
      {booking.tags.map((tag) => (
        <li key={tag}>
          <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
            {tag}
          </Badge>
        </li>
      ))}
      {booking.vacinas_atrasadas > 0 && (
        <li>
          <Badge tone="danger" icon={<Syringe aria-hidden />}>
            {t("vaccines", { count: booking.vacinas_atrasadas })}
          </Badge>
        </li>
      )}
      {booking.devedor && (
        <li>
          <Badge tone="danger" icon={<CircleDollarSign aria-hidden />}>
            {t("debt")}
          </Badge>
        </li>
      )}
      {rides.length > 0 && (
        <li>
          <Badge icon={<Car aria-hidden />}>{t("taxi")}</Badge>
        </li>
      )}
      {booking.recorrencia_id !== null && (
        <li>
          <Badge icon={<Repeat2 aria-hidden />}>{t("series")}</Badge>
        </li>
      )}
    </ul>
  );
}

function Late({ late }: { late: Lateness }) {
  const t = useTranslations("agenda.mark");
  const hours = Math.floor(late.minutes / 60);
  return (
    <Badge tone="danger" icon={<Clock aria-hidden />}>
      {hours > 0 ? t(`${late.kind}Hours`, { hours }) : t(late.kind, { minutes: late.minutes })}
    </Badge>
  );
}
