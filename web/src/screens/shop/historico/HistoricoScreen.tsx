import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Button } from "@/components/Button";
import { Card, PageHeader } from "@/components/Card";
import { FilterSelect } from "@/components/FilterSelect";
import { SearchField } from "@/components/SearchField";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { useSettings } from "../configuracoes/queries";
import { zoneOf } from "../configuracoes/settings";
import { HistoryEntry } from "./HistoryEntry";
import { ENTITIES, type Entity, useHistory } from "./queries";

/** Who did what in the shop, for its owner. */
export function HistoricoScreen() {
  const t = useTranslations("history");
  const router = useRouter();
  const q = typeof router.query.q === "string" ? router.query.q : "";
  const entity = ENTITIES.find((one) => one === router.query.sobre);
  const look = (wanted: { q?: string; sobre?: Entity | undefined }) => {
    const next = { q, sobre: entity, ...wanted };
    const query = { ...(next.q && { q: next.q }), ...(next.sobre && { sobre: next.sobre }) };
    void router.replace({ query }, undefined, { shallow: true });
  };
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <SearchField
          label={t("search")}
          placeholder={t("search")}
          value={q}
          // Each look is told to the history itself.
          asTyped={false}
          onSearch={(text) => look({ q: text.trim() })}
        />
        <FilterSelect
          label={t("about")}
          any={t("anything")}
          options={ENTITIES.map((one) => ({ value: one, text: t(`entity.${one}`) }))}
          value={entity}
          onChange={(sobre) => look({ sobre })}
        />
      </div>
      {router.isReady && <Entries q={q} entity={entity} />}
    </>
  );
}

function Entries({ q, entity }: { q: string; entity: Entity | undefined }) {
  const t = useTranslations("history");
  const entries = useHistory(q, entity);
  const zone = zoneOf(useSettings().data ?? {});
  if (entries.error) return <ErrorState error={entries.error} onRetry={entries.retry} busy={entries.busy} />;
  if (!entries.rows) return <Skeleton lines={6} />;
  if (entries.rows.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <Card>
      <ol aria-label={t("title")} className="flex flex-col">
        {entries.rows.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} zone={zone} />
        ))}
      </ol>
      {entries.more && (
        <div className="mt-4 flex justify-center">
          <Button look="secondary" busy={entries.loadingMore} onClick={entries.more}>
            {t("more")}
          </Button>
        </div>
      )}
    </Card>
  );
}
