import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";

/** Whether the browser believes there is a network; true while prerendering. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("online", changed);
      window.addEventListener("offline", changed);
      return () => {
        window.removeEventListener("online", changed);
        window.removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}

/** Says that there is no network, and that nothing typed is lost. */
export function OfflineBar() {
  const t = useTranslations("common");
  const online = useOnline();
  return (
    <div role="status" className="sticky top-0 z-30">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-glow-tint px-4 py-2 text-center font-semibold text-glow-ink">
          <WifiOff aria-hidden className="size-5 shrink-0" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}
