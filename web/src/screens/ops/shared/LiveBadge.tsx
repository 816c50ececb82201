import { Pause, Play, RefreshCw, WifiOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { cx } from "@/components/cx";
import type { Liveness } from "../sagas/useSagaStream";

/** Whether what is on the screen is what is the case. */
export function LiveBadge({ liveness }: { liveness: Liveness }) {
  const t = useTranslations("ops.live");
  return (
    <span
      role="status"
      className={cx(
        "inline-flex min-h-9 items-center gap-2 rounded-full px-3 text-sm font-semibold",
        liveness === "live" && "bg-ok-tint text-ok",
        liveness === "paused" && "bg-sunken text-ink-soft",
        liveness === "connecting" && "bg-sunken text-ink-soft",
        (liveness === "reconnecting" || liveness === "lost" || liveness === "refused") && "bg-warn-tint text-warn",
      )}
    >
      <LiveIcon liveness={liveness} />
      {t(liveness)}
    </span>
  );
}

function LiveIcon({ liveness }: { liveness: Liveness }) {
  if (liveness === "live") {
    return <span aria-hidden className="size-2.5 rounded-full bg-current" />;
  }
  if (liveness === "paused") return <Pause aria-hidden className="size-4" />;
  if (liveness === "lost" || liveness === "refused") return <WifiOff aria-hidden className="size-4" />;
  return <RefreshCw aria-hidden className="size-4 animate-spin" />;
}

/** Stops what moves by itself, and lets it go on. */
export function PauseButton({ paused, onChange }: { paused: boolean; onChange: (paused: boolean) => void }) {
  const t = useTranslations("ops.live");
  return (
    <Button
      look="secondary"
      size="sm"
      onClick={() => onChange(!paused)}
      icon={paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
    >
      {t(paused ? "resume" : "pause")}
    </Button>
  );
}
