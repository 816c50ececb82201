import { useTranslations } from "use-intl";
import { useOnline } from "@/components/OfflineBar";
import type { Connection } from "@/api/sagaStream";
import { cx } from "@/components/cx";

/** A dot and a word: whether what is shown is of now. */
export function ConnectionState({ connection: told }: { connection: Connection }) {
  const t = useTranslations("public.progress.connection");
  // A stream on a dead line believes itself alive; the browser knows sooner.
  const connection = useOnline() ? told : "reconnecting";
  const isLive = connection === "live";
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-ink-soft">
      <span
        aria-hidden
        className={cx("size-2.5 shrink-0 rounded-full", isLive ? "bg-ok" : "animate-breathe bg-glow")}
      />
      {t(connection)}
    </p>
  );
}
