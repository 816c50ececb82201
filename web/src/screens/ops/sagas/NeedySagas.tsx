import { BellRing, CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { ErrorState } from "@/components/States";
import { useNow } from "../shared/useNow";
import { useNeedySagas } from "./queries";
import { SagaTable } from "./SagaTable";
import { needsSomebody } from "./types";

const TICK_MS = 5_000;

/** What waits for a person, before everything else; a calm word when there is nothing. */
export function NeedySagas({ marked }: { marked: ReadonlySet<string> }) {
  const t = useTranslations("ops.sagas.needy");
  const now = useNow(TICK_MS);
  const needy = useNeedySagas();
  if (needy.isError && !needy.data) {
    return <ErrorState error={needy.error} onRetry={() => void needy.refetch()} busy={needy.isFetching} />;
  }
  if (!needy.data) return null;
  const waiting = needy.data.filter((saga) => needsSomebody(saga, now));
  return (
    <section aria-labelledby="precisa" aria-live="off">
      {waiting.length === 0 ? (
        <p id="precisa" className="flex items-center gap-3 rounded-lg bg-ok-tint px-5 py-4 font-semibold text-ok">
          <CircleCheck aria-hidden className="size-6 shrink-0" />
          {t("none")}
        </p>
      ) : (
        <div className="rounded-lg border-2 border-danger bg-surface p-5 shadow-near sm:p-6">
          <h2 id="precisa" className="flex items-center gap-3 text-xl font-bold text-danger">
            <BellRing aria-hidden className="size-6 shrink-0" />
            {t("title", { count: waiting.length })}
          </h2>
          <p className="mt-1 mb-4 max-w-prose text-ink-soft">{t("lead")}</p>
          <SagaTable caption={t("title", { count: waiting.length })} sagas={waiting} marked={marked} />
        </div>
      )}
    </section>
  );
}
