import { Clock, Plus, Scissors, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { ApiProblem } from "@/api/client";
import { useProblemText } from "@/api/problemText";
import { Title } from "@/base/Title";
import { Badge } from "@/components/Badge";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState } from "@/components/States";
import { Switch } from "@/components/Switch";
import { type Column, Table } from "@/components/Table";
import { useSay } from "@/components/Toast";
import { useMinutes } from "../format/useMinutes";
import { useMoney } from "../format/useMoney";
import { ListFrame } from "../list/ListFrame";
import { NewAction } from "../list/NewAction";
import { useUrlSearch } from "../list/useUrlSearch";
import { rangeOf } from "./matrix";
import { type Servico, useServicos, useSetAtivo } from "./queries";

/** What the shop does, for how much and how long; a switch takes a serviço off the menu. */
export function ServicosScreen() {
  const t = useTranslations("shop.servicos");
  const { q, search } = useUrlSearch();
  const list = useServicos(q);
  const columns = useColumns();
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={<span className="max-sm:hidden">{t("lead")}</span>}
        action={<NewAction href="/servicos/novo" label={t("new")} />}
      />
      <ListFrame
        list={list}
        q={q}
        onSearch={search}
        search={{ label: t("search"), placeholder: t("searchExample") }}
        count={(shown, more) => t(more ? "countMore" : "count", { count: shown })}
        none={<None q={q} />}
      >
        {(rows) => <Table caption={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} />}
      </ListFrame>
    </>
  );
}

function useColumns(): Column<Servico>[] {
  const t = useTranslations("shop.servicos");
  const money = useMoney();
  const minutes = useMinutes();
  return [
    {
      key: "nome",
      title: t("field.nome"),
      names: true,
      cell: (row) => (
        // The whole row leads to the serviço; the switch stands above it.
        <Link href={`/servicos/${row.id}`} className="rounded-sm after:absolute after:inset-0 hover:text-brand-strong">
          {row.nome}
          <Kind tipo={row.tipo} />
        </Link>
      ),
    },
    {
      key: "duracao",
      title: t("field.duracao"),
      cell: (row) => (
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Clock aria-hidden className="size-4 text-ink-soft" />
          <Range ends={rangeOf(row).minutes.map(minutes)} />
        </span>
      ),
    },
    {
      key: "preco",
      title: t("field.preco"),
      align: "right",
      cell: (row) => (
        <span className="font-semibold whitespace-nowrap tabular-nums">
          <Range ends={rangeOf(row).prices.map(money)} />
        </span>
      ),
    },
    { key: "ativo", title: t("field.ativo"), align: "right", cell: (row) => <ActiveCell servico={row} /> },
  ];
}

/** What kind it is, where it is no plain serviço. */
function Kind({ tipo }: { tipo: Servico["tipo"] }) {
  const t = useTranslations("setup.servicos");
  if (tipo === "servico") return null;
  return (
    <span className="ml-2 inline-block align-middle">
      <Badge tone={tipo === "combo" ? "brand" : "neutral"}>{t(`tipo.${tipo}`)}</Badge>
    </span>
  );
}

/** "R$ 60,00 a R$ 140,00"; one end where both are the same. */
function Range({ ends }: { ends: string[] }) {
  const t = useTranslations("setup.servicos");
  const [from = "", to = from] = ends;
  return <>{from === to ? from : t("range", { from, to })}</>;
}

function ActiveCell({ servico }: { servico: Servico }) {
  const t = useTranslations("shop.servicos");
  const say = useSay();
  const problemText = useProblemText();
  const { mutateAsync, isPending } = useSetAtivo();
  async function put(current: Servico, ativo: boolean): Promise<void> {
    try {
      const saved = await mutateAsync({ servico: current, ativo });
      say.done(t(ativo ? "switchedOn" : "switchedOff", { nome: saved.nome }), {
        label: t("undo"),
        onClick: () => void put(saved, !ativo),
      });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      say.failed(problemText(error));
    }
  }
  return (
    <span className="relative z-10 inline-flex items-center justify-end gap-2">
      <span aria-hidden className="text-sm text-ink-soft">
        {t(servico.ativo ? "on" : "off")}
      </span>
      <Switch
        label={t("switch", { nome: servico.nome })}
        on={servico.ativo}
        busy={isPending}
        onSwitch={(ativo) => void put(servico, ativo)}
      />
    </span>
  );
}

function None({ q }: { q: string }) {
  const t = useTranslations("shop.servicos");
  if (q) {
    return (
      <EmptyState picture={<SearchX />} title={t("notFoundTitle", { q })}>
        {t("notFoundText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      picture={<Scissors />}
      title={t("noneTitle")}
      action={
        <ButtonLink href="/servicos/novo" icon={<Plus aria-hidden className="size-5" />}>
          {t("noneAction")}
        </ButtonLink>
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}
