import { useFormatter, useTranslations } from "use-intl";
import { SearchField } from "@/components/SearchField";
import { CountButton, CountButtons } from "../shared/CountButton";
import { FilterSelect } from "@/components/FilterSelect";
import type { Filters } from "./filters";
import { LetterStateIcon } from "./LetterState";
import { CHANNELS, isCapped, KINDS, type LetterPage, type LetterState, STATES } from "./types";

type Props = {
  filters: Filters;
  /** A page of the list: it has the numbers of all letters, whatever the filters say. */
  page: LetterPage | undefined;
  onFilter: (wanted: Partial<Filters>) => void;
};

/** States with their numbers, kinds with theirs, the way, the shop, and a search. */
export function LetterFilters({ filters, page, onFilter }: Props) {
  const t = useTranslations("letters");
  const withCount = useCount();
  const toggle = (state: LetterState) => {
    const { states } = filters;
    onFilter({ states: states.includes(state) ? states.filter((one) => one !== state) : [...states, state] });
  };
  return (
    <div className="mb-5 flex flex-col gap-4">
      <CountButtons label={t("byState")}>
        {STATES.map((state) => (
          <CountButton
            key={state}
            code={state}
            name={t(`state.${state}`)}
            count={page?.counts[state]}
            isCapped={isCapped(page?.counts[state] ?? 0)}
            icon={<LetterStateIcon state={state} className="size-4 shrink-0" />}
            shouts={state === "failed"}
            pressed={filters.states.includes(state)}
            onPress={() => toggle(state)}
          />
        ))}
      </CountButtons>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <SearchField
          className="max-w-none"
          label={t("search")}
          placeholder={t("search")}
          value={filters.q}
          onSearch={(q) => onFilter({ q })}
        />
        <SearchField
          className="max-w-none"
          label={t("byShop")}
          placeholder={t("byShop")}
          value={filters.shop}
          onSearch={(shop) => onFilter({ shop })}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <FilterSelect
          label={t("byKind")}
          any={t("anyKind")}
          options={KINDS.map((kind) => ({ value: kind, text: withCount(t(`kind.${kind}`), page?.by_kind[kind]) }))}
          value={filters.kind}
          onChange={(kind) => onFilter({ kind })}
        />
        <FilterSelect
          label={t("byChannel")}
          any={t("anyChannel")}
          options={CHANNELS.map((channel) => ({ value: channel, text: t(`channel.${channel}`) }))}
          value={filters.channel}
          onChange={(channel) => onFilter({ channel })}
        />
      </div>
    </div>
  );
}

/** A name with its number; with a plus where nobody counted further. */
function useCount(): (name: string, count: number | undefined) => string {
  const format = useFormatter();
  return (name, count) =>
    count === undefined ? name : `${name} (${format.number(count)}${isCapped(count) ? "+" : ""})`;
}
