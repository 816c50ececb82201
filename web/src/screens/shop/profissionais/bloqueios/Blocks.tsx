import { CalendarOff, Plus, Store, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { idempotencyKey } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Badge } from "@/components/Badge";
import { Button, IconButton } from "@/components/Button";
import { Card } from "@/components/Card";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { useSettings } from "../../configuracoes/queries";
import { zoneOf } from "../../configuracoes/settings";
import { useDay } from "../../hours/useDay";
import { wallOf } from "../../hours/zone";
import type { Profissional } from "../queries";
import { BlockDialog } from "./BlockDialog";
import { type Block, useAddBlock, useBlocks, useLiftBlock } from "./queries";
import { spanOf } from "./values";

/** When somebody takes no bookings: holidays, a day at the doctor's, lunch once at another time. */
export function Blocks({ profissional }: { profissional: Profissional }) {
  const t = useTranslations("setup.blocks");
  const settings = useSettings();
  return (
    <Card aria-labelledby="bloqueios" className="mt-8">
      <h2 id="bloqueios" className="text-xl font-bold">
        {t("title")}
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-ink-soft">{t("lead", { nome: profissional.nome })}</p>
      {settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} busy={settings.isFetching} />
      ) : settings.data ? (
        <BlockList profissional={profissional} zone={zoneOf(settings.data)} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Card>
  );
}

function BlockList({ profissional, zone }: { profissional: Profissional; zone: string }) {
  const t = useTranslations("setup.blocks");
  const common = useTranslations("common");
  const [today] = useState(() => wallOf(new Date(), zone).date);
  const [adding, setAdding] = useState(false);
  const blocks = useBlocks(profissional.id, today);
  if (blocks.error && !blocks.rows) {
    return <ErrorState error={blocks.error} onRetry={blocks.retry} busy={blocks.busy} />;
  }
  if (!blocks.rows) return <Skeleton lines={2} />;
  return (
    <>
      {blocks.rows.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {blocks.rows.map((block) => (
            <BlockRow key={block.id} block={block} zone={zone} />
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button look="secondary" icon={<Plus aria-hidden className="size-5" />} onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
        {blocks.more && (
          <Button look="quiet" busy={blocks.loadingMore} onClick={blocks.more}>
            {common("more")}
          </Button>
        )}
      </div>
      {adding && <BlockDialog profissional={profissional} zone={zone} today={today} onClose={() => setAdding(false)} />}
    </>
  );
}

function BlockRow({ block, zone }: { block: Block; zone: string }) {
  const t = useTranslations("setup.blocks");
  const when = useWhen(block, zone);
  const lift = useLift();
  return (
    <li className="flex items-center gap-3 py-2">
      <CalendarOff aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{when}</span>
          {block.profissional_id === null && (
            <Badge tone="info" icon={<Store aria-hidden />}>
              {t("wholeShop")}
            </Badge>
          )}
        </p>
        {block.motivo && <p className="wrap-anywhere text-ink-soft">{block.motivo}</p>}
      </div>
      <IconButton label={t("lift", { when })} aria-busy={lift.busy} onClick={() => lift.run(block, when)}>
        <Trash2 aria-hidden className="size-5" />
      </IconButton>
    </li>
  );
}

/** Takes a block away; "undo" puts one like it back. */
function useLift() {
  const t = useTranslations("setup.blocks");
  const say = useSay();
  const problemText = useProblemText();
  const { mutate, isPending } = useLiftBlock();
  const add = useAddBlock();
  const failed = { onError: (problem: Parameters<typeof problemText>[0]) => say.failed(problemText(problem)) };
  const run = ({ id, profissional_id, inicio, fim, motivo }: Block, when: string): void => {
    if (isPending) return;
    const key = idempotencyKey();
    const undo = () => add.mutate({ body: { profissional_id, inicio, fim, motivo }, key });
    mutate(id, {
      ...failed,
      onSuccess: () => say.done(t("lifted", { when }), { label: t("undo"), onClick: undo }),
    });
  };
  return { busy: isPending, run };
}

/** "qui., 24 de dez., o dia todo". */
function useWhen(block: Block, zone: string): string {
  const t = useTranslations("setup.blocks");
  const day = useDay();
  const { begin, end, allDay } = spanOf(block, zone);
  const isOneDay = begin.date === end.date;
  const parts = { day: day(begin.date), last: day(end.date), from: begin.time, to: end.time };
  if (allDay) return t(isOneDay ? "when.day" : "when.days", parts);
  return t(isOneDay ? "when.hours" : "when.over", parts);
}
