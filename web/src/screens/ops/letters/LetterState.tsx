import {
  CircleCheck,
  CircleX,
  Clock3,
  Link2,
  type LucideIcon,
  Mail,
  MessageCircle,
  SendHorizontal,
  ShieldBan,
} from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import { Tech } from "../shared/Ident";
import type { LetterChannel, LetterState } from "./types";
import { codeWords } from "./words";

const LOOKS: Record<LetterState, { tone: Tone; Icon: LucideIcon }> = {
  queued: { tone: "info", Icon: Clock3 },
  sending: { tone: "glow", Icon: SendHorizontal },
  sent: { tone: "ok", Icon: CircleCheck },
  ready: { tone: "brand", Icon: Link2 },
  failed: { tone: "danger", Icon: CircleX },
  suppressed: { tone: "warn", Icon: ShieldBan },
};

export function LetterStateIcon({ state, className }: { state: LetterState; className?: string }) {
  const { Icon } = LOOKS[state];
  return <Icon aria-hidden className={className} />;
}

/** How a letter stands, in words and as the logs have it. */
export function LetterStateBadge({ state }: { state: LetterState }) {
  const t = useTranslations("letters.state");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={LOOKS[state].tone} icon={<LetterStateIcon state={state} />}>
        {t(state)}
      </Badge>
      <Tech>{state}</Tech>
    </span>
  );
}

/** What a code says, in words and as the code. */
export function CodeText({ code }: { code: string }) {
  const t = useTranslations("letters.code");
  const { key, reply } = codeWords(code);
  return (
    <span className="text-sm">
      {t(key, { reply })} <Tech>{code}</Tech>
    </span>
  );
}

/** By which way it goes. */
export function Channel({ channel }: { channel: LetterChannel }) {
  const t = useTranslations("letters.channel");
  const Icon = channel === "email" ? Mail : MessageCircle;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
      {t(channel)}
    </span>
  );
}
