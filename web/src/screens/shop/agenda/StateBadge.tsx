import {
  BadgeCheck,
  Bath,
  CalendarCheck,
  CircleHelp,
  CircleSlash,
  DoorOpen,
  HandHeart,
  type LucideIcon,
  PartyPopper,
  UserX,
} from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import type { Estado } from "./queries";

const LOOKS: Record<Estado, { tone: Tone; Icon: LucideIcon }> = {
  solicitado: { tone: "info", Icon: CircleHelp },
  agendado: { tone: "neutral", Icon: CalendarCheck },
  confirmado: { tone: "info", Icon: BadgeCheck },
  recebido: { tone: "glow", Icon: DoorOpen },
  em_atendimento: { tone: "brand", Icon: Bath },
  pronto: { tone: "ok", Icon: PartyPopper },
  entregue: { tone: "neutral", Icon: HandHeart },
  cancelado: { tone: "neutral", Icon: CircleSlash },
  faltou: { tone: "danger", Icon: UserX },
};

/** Where a booking stands: a word with a picture, never a colour alone. */
export function StateBadge({ state }: { state: Estado }) {
  const t = useTranslations("agenda.state");
  const { tone, Icon } = LOOKS[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(state)}
    </Badge>
  );
}
