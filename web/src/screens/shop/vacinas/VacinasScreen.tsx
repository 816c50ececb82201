import { CalendarClock, Pencil, Plus, SearchX, ShieldCheck, Syringe } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Title } from "@/base/Title";
import { Badge } from "@/components/Badge";
import { Button, ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState } from "@/components/States";
import { Switch } from "@/components/Switch";
import { type Column, Table } from "@/components/Table";
import { useSay } from "@/components/Toast";
import { ListFrame } from "../list/ListFrame";
import { useUrlSearch } from "../list/useUrlSearch";
import { useSwitchVacina, useVacinas, type Vacina } from "./queries";
import { VacinaDialog } from "./VacinaDialog";

/** The vaccines and treatments that the shop keeps a record of, with how often each is due. */
export function VacinasScreen() {
  const t = useTranslations("setup.vacinas");
  const { q, search } = useUrlSearch();
  const list = useVacinas(q);
  const [asked, setAsked] = useState<Vacina | "new" | null>(null);
  const columns = useColumns(setAsked);
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        action={
          <>
            <ButtonLink
              look="secondary"
              href="/vacinas/pendentes"
              icon={<CalendarClock aria-hidden className="size-5" />}
            >
              {t("due.title")}
            </ButtonLink>
            <Button icon={<Plus aria-hidden className="size-5" />} onClick={() => setAsked("new")}>
              {t("new")}
            </Button>
          </>
        }
      />
      <ListFrame
        list={list}
        q={q}
        onSearch={search}
        search={{ label: t("search"), placeholder: t("searchExample") }}
        count={(shown, more) => t(more ? "countMore" : "count", { count: shown })}
        none={
          <EmptyState picture={q ? <SearchX /> : <Syringe />} title={q ? t("notFoundTitle", { q }) : t("noneTitle")}>
            {t(q ? "notFoundText" : "noneText")}
          </EmptyState>
        }
      >
        {(rows) => <Table caption={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} />}
      </ListFrame>
      {asked !== null && <VacinaDialog vacina={asked === "new" ? null : asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function useColumns(onAsk: (vacina: Vacina) => void): Column<Vacina>[] {
  const t = useTranslations("setup.vacinas");
  const plan = usePlan();
  return [
    {
      key: "nome",
      title: t("field.nome"),
      names: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {row.nome}
          {row.obrigatoria && (
            <Badge tone="info" icon={<ShieldCheck aria-hidden />}>
              {t("required")}
            </Badge>
          )}
        </span>
      ),
    },
    { key: "tipo", title: t("field.tipo"), cell: (row) => t(`tipo.${row.tipo}`) },
    {
      key: "especies",
      title: t("field.especies"),
      free: true,
      cell: (row) => row.especies.map((one) => t(`especie.${one}`)).join(", ") || t("allEspecies"),
    },
    { key: "plan", title: t("plan"), free: true, cell: plan },
    { key: "ativo", title: t("field.ativo"), align: "right", cell: (row) => <ActiveCell vacina={row} /> },
    {
      key: "deeds",
      title: t("deeds"),
      bare: true,
      align: "right",
      cell: (row) => (
        <Button
          look="secondary"
          size="sm"
          className="min-h-11"
          icon={<Pencil aria-hidden className="size-4" />}
          aria-label={t("changeOne", { nome: row.nome })}
          onClick={() => onAsk(row)}
        >
          {t("change")}
        </Button>
      ),
    },
  ];
}

/** "3 doses, a cada 21 dias; reforço a cada 365 dias". */
function usePlan(): (vacina: Vacina) => string {
  const t = useTranslations("setup.vacinas");
  return ({ doses, intervalo_dias, reforco_dias }) => {
    const series = t("series", { doses, days: intervalo_dias ?? 0 });
    return reforco_dias === null ? series : t("withBooster", { series, days: reforco_dias });
  };
}

function ActiveCell({ vacina }: { vacina: Vacina }) {
  const t = useTranslations("setup.vacinas");
  const say = useSay();
  const problemText = useProblemText();
  const { mutate, isPending } = useSwitchVacina();
  const put = (current: Vacina, ativo: boolean): void =>
    mutate(
      { vacina: current, ativo },
      {
        onSuccess: (saved) =>
          say.done(t(ativo ? "switchedOn" : "switchedOff", { nome: saved.nome }), {
            label: t("undo"),
            onClick: () => put(saved, !ativo),
          }),
        onError: (problem) => say.failed(problemText(problem)),
      },
    );
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span aria-hidden className="text-sm text-ink-soft">
        {t(vacina.ativo ? "on" : "off")}
      </span>
      <Switch
        label={t("switch", { nome: vacina.nome })}
        on={vacina.ativo}
        busy={isPending}
        onSwitch={(ativo) => put(vacina, ativo)}
      />
    </span>
  );
}
