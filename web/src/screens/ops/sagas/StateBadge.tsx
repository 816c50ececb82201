import {
  CircleCheck,
  DatabaseZap,
  DoorOpen,
  type LucideIcon,
  OctagonAlert,
  PackageOpen,
  Undo2,
  CircleSlash2,
  CircleHelp,
  CircleAlert,
  MapPinOff,
} from "lucide-react";
import { useTranslations } from "use-intl";
import { Badge, type Tone } from "@/components/Badge";
import { Tech } from "../shared/Ident";
import { isState, type SagaState } from "./types";

const LOOKS: Record<SagaState, { tone: Tone; Icon: LucideIcon }> = {
  REQUESTED: { tone: "info", Icon: PackageOpen },
  SCHEMA_CREATED: { tone: "info", Icon: DatabaseZap },
  ADMIN_CREATED: { tone: "brand", Icon: DoorOpen },
  COMPENSATING: { tone: "warn", Icon: Undo2 },
  COMPLETED: { tone: "ok", Icon: CircleCheck },
  ROLLED_BACK: { tone: "neutral", Icon: CircleSlash2 },
  COMPENSATION_FAILED: { tone: "danger", Icon: OctagonAlert },
};

/** Phases that the timeline names and the contract's states do not. */
const PHASES: Partial<Record<string, LucideIcon>> = { RELEASING: MapPinOff, RELEASE_FAILED: CircleAlert };

/** The picture of a state, or of a phase inside one. */
export function StateIcon({ state, className }: { state: string; className?: string }) {
  const Icon = isState(state) ? LOOKS[state].Icon : (PHASES[state] ?? CircleHelp);
  return <Icon aria-hidden className={className} />;
}

/** A state in plain words, with the name that the logs have. `phase` is the state inside, where it says more. */
export function StateBadge({ state, phase }: { state: string; phase?: string }) {
  const t = useTranslations("ops.state");
  const known = isState(state);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={known ? LOOKS[state].tone : "neutral"} icon={<StateIcon state={state} />}>
        {known ? t(state) : state}
      </Badge>
      <Tech>{phase && phase !== state ? `${state} · ${phase}` : state}</Tech>
    </span>
  );
}
