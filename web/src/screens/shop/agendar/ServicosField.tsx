import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { ErrorState, Skeleton } from "@/components/States";
import { useMinutes } from "../format/useMinutes";
import { useMoney } from "../format/useMoney";
import { type Oferta, useOfertas } from "./queries";

/** The serviços with this animal's own price and minutes; what it had last stands first. */
export function ServicosField({
  animalId,
  chosen,
  onChange,
}: {
  animalId: number;
  chosen: Oferta[];
  onChange: (chosen: Oferta[]) => void;
}) {
  const t = useTranslations("agenda.form");
  const query = useOfertas(animalId);
  const money = useMoney();
  const minutes = useMinutes();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton lines={2} />;
  const has = (one: Oferta): boolean => chosen.some(({ servico_id }) => servico_id === one.servico_id);
  const toggle = (one: Oferta): void =>
    onChange(has(one) ? chosen.filter(({ servico_id }) => servico_id !== one.servico_id) : [...chosen, one]);
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">{t("services")}</legend>
      <div className="flex flex-wrap gap-2">
        {[...query.data].sort(lastFirst).map((one) => (
          <label key={one.servico_id} className="relative cursor-pointer">
            <input type="checkbox" checked={has(one)} onChange={() => toggle(one)} className="peer sr-only" />
            <span
              className={cx(
                "inline-flex min-h-11 flex-col justify-center font-medium rounded-xl border border-line-strong bg-surface px-4 py-1.5",
                "transition-colors hover:border-brand peer-checked:border-brand peer-checked:bg-brand",
                "peer-checked:text-on-brand peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2",
                "peer-focus-visible:outline-focus",
              )}
            >
              {one.nome}
              {one.tipo === "adicional" && <span className="text-xs font-normal opacity-85">{t("extra")}</span>}
              <span className="text-xs font-normal opacity-85">
                {t("offer", { price: money(one.preco), minutes: minutes(one.duracao) })}
              </span>
            </span>
          </label>
        ))}
      </div>
      {query.data.length === 0 && <p className="text-ink-soft">{t("noServices")}</p>}
    </fieldset>
  );
}

function lastFirst(one: Oferta, other: Oferta): number {
  return (other.ultima_vez ?? "").localeCompare(one.ultima_vez ?? "");
}
