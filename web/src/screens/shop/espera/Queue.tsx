import { Hourglass } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { FilterSelect } from "@/components/FilterSelect";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import type { Rows } from "../list/pages";
import { type Deeds, EntryCard, EntryDeeds } from "./EntryCard";
import { ESTADOS } from "./EstadoBadge";
import { type Espera, type Estado, useEsperas } from "./queries";
import type { EsperaWords } from "./useEsperaWords";

type Props = { words: EsperaWords; deeds: Deeds };

/** Whose answer is awaited; nothing where nothing was offered. */
export function Offered(props: Props) {
  const t = useTranslations("espera");
  const list = useEsperas("oferecida");
  if (!list.error && (list.rows ?? []).length === 0) return null;
  return (
    <section aria-labelledby="oferecidas" className="flex flex-col gap-3">
      <h2 id="oferecidas" className="text-2xl font-bold">
        {t("offeredTitle")}
      </h2>
      <Entries list={list} {...props} />
    </section>
  );
}

/** Everybody in the order they came, by how they stand. */
export function Queue(props: Props) {
  const t = useTranslations("espera");
  const [estado, setEstado] = useState<Estado | undefined>("aguardando");
  const list = useEsperas(estado);
  return (
    <section aria-labelledby="fila" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="fila" className="text-2xl font-bold">
          {t("queueTitle")}
        </h2>
        <FilterSelect
          label={t("filter")}
          any={t("anyEstado")}
          options={ESTADOS.map((one) => ({ value: one, text: t(`estado.${one}`) }))}
          value={estado}
          onChange={setEstado}
        />
      </div>
      {list.rows?.length === 0 ? (
        <EmptyState picture={<Hourglass />} title={t(estado === "aguardando" ? "emptyTitle" : "emptyFilter")}>
          {estado === "aguardando" && t("emptyText")}
        </EmptyState>
      ) : (
        <Entries list={list} {...props} />
      )}
    </section>
  );
}

function Entries({ list, words, deeds }: Props & { list: Rows<Espera> }) {
  const t = useTranslations("common");
  const { rows, error } = list;
  if (!rows && !error) return <Skeleton lines={4} />;
  return (
    <>
      <ol className="grid gap-3 empty:hidden lg:grid-cols-2!">
        {(rows ?? []).map((entry) => (
          <li key={entry.id}>
            <EntryCard entry={entry} words={words}>
              <EntryDeeds entry={entry} deeds={deeds} />
            </EntryCard>
          </li>
        ))}
      </ol>
      {error ? (
        <ErrorState error={error} onRetry={list.retry} busy={list.busy} />
      ) : (
        list.more && (
          <Button look="secondary" className="self-center" busy={list.loadingMore} onClick={list.more}>
            {t("more")}
          </Button>
        )
      )}
    </>
  );
}
