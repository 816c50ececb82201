import { CalendarCheck, CalendarX, Hourglass, type LucideIcon, MessageCircle, UserX } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import type { Estado } from "./queries";

const LOOKS: Record<Estado, { tone: Tone; Icon: LucideIcon }> = {
  aguardando: { tone: "neutral", Icon: Hourglass },
  oferecida: { tone: "info", Icon: MessageCircle },
  atendida: { tone: "ok", Icon: CalendarCheck },
  desistiu: { tone: "neutral", Icon: UserX },
  expirada: { tone: "warn", Icon: CalendarX },
};

export const ESTADOS = Object.keys(LOOKS) as Estado[];

/** Where a wish stands: a word with a picture, never a colour alone. */
export function EstadoBadge({ estado }: { estado: Estado }) {
  const t = useTranslations("espera.estado");
  const { tone, Icon } = LOOKS[estado];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(estado)}
    </Badge>
  );
}
