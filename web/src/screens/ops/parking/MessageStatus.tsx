import { Ban, CircleCheck, CircleParking, LockKeyhole, Send } from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/Badge";
import { Tech } from "../shared/Ident";
import type { Message } from "./types";

const LOOKS = {
  parked: { tone: "warn", Icon: CircleParking },
  replaying: { tone: "glow", Icon: Send },
  replayed: { tone: "ok", Icon: CircleCheck },
  discarded: { tone: "neutral", Icon: Ban },
} as const;

/** How a message stands; and whether what it held is gone, so that it can only be given up. */
export function MessageStatusBadge({ message }: { message: Pick<Message, "status" | "secret_gone"> }) {
  const t = useTranslations("ops.parking");
  const { tone, Icon } = LOOKS[message.status];
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {t(`status.${message.status}`)}
      </Badge>
      <Tech>{message.status}</Tech>
      {message.secret_gone && message.status === "parked" && (
        <Badge tone="info" icon={<LockKeyhole aria-hidden />}>
          {t("secretGone")}
        </Badge>
      )}
    </span>
  );
}
