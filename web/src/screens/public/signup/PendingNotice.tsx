import { useQuery } from "@tanstack/react-query";
import { ArrowRight, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { api, ApiProblem, unwrap } from "@/api/client";
import { hasEnded } from "@/api/sagaStream";
import { ButtonLink, IconButton } from "@/components/Button";
import { Snout } from "@/components/Logo";
import { useSite } from "@/site";
import { clearPending, type PendingSignup } from "@/storage/signup";
import { stageOf } from "../progress/view";
import { usePending } from "./usePending";

const LOOK_AGAIN_MS = 3_000;

/** For who closed the page while the shop was being built: the way back to it. */
export function PendingNotice() {
  const pending = usePending();
  return pending && <Notice pending={pending} />;
}

const TEXTS = {
  building: { title: "building", action: "watch" },
  undoing: { title: "building", action: "watch" },
  ready: { title: "ready", action: "open" },
  undone: { title: "undone", action: "why" },
  stuck: { title: "stuck", action: "watch" },
} as const;

function Notice({ pending }: { pending: PendingSignup }) {
  const t = useTranslations("offer.pending");
  const site = useSite();
  const { data: saga, error } = useQuery({
    queryKey: ["saga", pending.sagaId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/provisioning/sagas/{saga_id}", { params: { path: { saga_id: pending.sagaId } }, signal }),
      ),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !hasEnded(state.data) ? LOOK_AGAIN_MS : false),
  });
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
  useEffect(() => {
    if (isGone) clearPending();
  }, [isGone]);
  if (isGone || (!saga && !error)) return null;
  const { title, action } = TEXTS[stageOf(saga)];
  return (
    <div
      role="status"
      className="mx-auto mb-6 flex w-full max-w-6xl animate-rise flex-wrap items-center gap-x-4 gap-y-3 rounded-lg bg-glow-tint p-4"
    >
      <Snout className="size-10 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-bold text-glow-ink">{t(title)}</p>
        <p className="truncate text-sm">
          {t("shop", { name: pending.name, address: `${pending.subdomain}.${site?.baseDomain ?? ""}` })}
        </p>
      </div>
      <div className="flex items-center gap-1 max-sm:w-full">
        <ButtonLink
          href={`/cadastro/andamento?saga=${encodeURIComponent(pending.sagaId)}`}
          size="sm"
          className="min-h-11 max-sm:flex-1"
        >
          {t(action)}
          <ArrowRight aria-hidden className="size-5" />
        </ButtonLink>
        <IconButton label={t("dismiss")} onClick={() => clearPending()}>
          <X aria-hidden className="size-5" />
        </IconButton>
      </div>
    </div>
  );
}
