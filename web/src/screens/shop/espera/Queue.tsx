import { Hourglass } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { FilterSelect } from "@/components/FilterSelect";
import { EmptyState } from "@/components/States";
import { ListBody } from "../list/ListFrame";
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
      <Entries
        list={list}
        none={
          <EmptyState picture={<Hourglass />} title={t(estado === "aguardando" ? "emptyTitle" : "emptyFilter")}>
            {estado === "aguardando" && t("emptyText")}
          </EmptyState>
        }
        {...props}
      />
    </section>
  );
}

function Entries({ list, none = null, words, deeds }: Props & { list: Rows<Espera>; none?: ReactNode }) {
  return (
    <ListBody list={list} none={none}>
      {(rows) => (
        <ol className="grid gap-3 lg:grid-cols-2!">
          {rows.map((entry) => (
            <li key={entry.id}>
              <EntryCard entry={entry} words={words}>
                <EntryDeeds entry={entry} deeds={deeds} />
              </EntryCard>
            </li>
          ))}
        </ol>
      )}
    </ListBody>
  );
}
