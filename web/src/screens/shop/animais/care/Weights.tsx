import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ApiProblem, idempotencyKey } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Button, IconButton } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { useSay } from "@/components/Toast";
import { Section } from "../../record/Section";
import type { Animal } from "../queries";
import { useAnimalWords } from "../useAnimalWords";
import { changeSince } from "./chart";
import { useAddWeight, useDeleteWeight, useWeights, type Weight } from "./queries";
import { WeightChart } from "./WeightChart";
import { WeightForm } from "./WeightForm";

// A line needs two ends.
const FEWEST_IN_CHART = 2;
const FIRST_ROWS = 6;

/** What an animal weighed: as a line, as a table, and the next weighing. */
export function Weights({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.weights");
  const { rows } = useWeights(animal.id);
  return (
    <Section title={t("title")}>
      <div className="flex flex-col gap-5">
        <WeightForm animal={animal} last={rows?.[0]} />
        <Known animal={animal} />
      </div>
    </Section>
  );
}

function Known({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.weights");
  const common = useTranslations("common");
  const { rows, error, retry, busy, more, loadingMore } = useWeights(animal.id);
  if (error && !rows) return <ErrorState error={error} onRetry={retry} busy={busy} />;
  if (!rows) return <Skeleton lines={2} />;
  if (rows.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <>
      {rows.length >= FEWEST_IN_CHART && <WeightChart nome={animal.nome} weights={rows.toReversed()} />}
      <WeightTable animal={animal} weights={rows} />
      {more && (
        <Button look="secondary" className="self-start" busy={loadingMore} onClick={more}>
          {common("more")}
        </Button>
      )}
    </>
  );
}

function WeightTable({ animal, weights }: { animal: Animal; weights: Weight[] }) {
  const t = useTranslations("animal.weights");
  const words = useAnimalWords();
  const format = useFormatter();
  const remove = useRemove(animal);
  const [all, setAll] = useState(false);
  const shown = all ? weights : weights.slice(0, FIRST_ROWS);
  return (
    <>
      <table className="w-full">
        <caption className="sr-only">{t("table")}</caption>
        <thead>
          <tr className="border-b border-line text-left text-sm text-ink-soft">
            <th scope="col" className="py-2 font-semibold">
              {t("day")}
            </th>
            <th scope="col" className="py-2 text-right font-semibold">
              {t("weight")}
            </th>
            <th scope="col" className="py-2 text-right font-semibold">
              {t("change")}
            </th>
            <th scope="col">
              <span className="sr-only">{t("delete")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((weight, index) => {
            const change = changeSince(weights[index + 1]?.peso, weight.peso);
            return (
              <tr key={weight.id} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 text-left font-medium tabular-nums">
                  {words.date(weight.medido_em)}
                </th>
                <td className="text-right font-semibold tabular-nums">{words.weight(weight.peso)}</td>
                <td className="text-right text-ink-soft tabular-nums">
                  {change !== null && format.number(Number(change), { signDisplay: "exceptZero" })}
                </td>
                <td className="w-11">
                  <IconButton
                    label={t("deleteOne", { weight: words.weight(weight.peso), date: words.date(weight.medido_em) })}
                    onClick={() => remove(weight)}
                  >
                    <Trash2 aria-hidden className="size-5" />
                  </IconButton>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < weights.length && (
        <Button look="quiet" className="self-start" onClick={() => setAll(true)}>
          {t("all", { count: weights.length })}
        </Button>
      )}
    </>
  );
}

/** Deletes at once; whoever slipped takes it back. */
function useRemove(animal: Animal): (weight: Weight) => void {
  const t = useTranslations("animal.weights");
  const say = useSay();
  const text = useProblemText();
  const remove = useDeleteWeight(animal.id);
  const add = useAddWeight(animal.id);
  const failed = (error: unknown): void => {
    if (!(error instanceof ApiProblem)) throw error;
    say.failed(text(error));
  };
  return (weight) => {
    const { peso, medido_em } = weight;
    const undo = (): void => {
      add.mutateAsync({ body: { peso, medido_em }, key: idempotencyKey() }).catch(failed);
    };
    remove
      .mutateAsync(weight.id)
      .then(() => say.done(t("deleted"), { label: t("undo"), onClick: undo }))
      .catch(failed);
  };
}
