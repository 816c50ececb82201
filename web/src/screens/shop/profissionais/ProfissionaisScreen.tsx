import { CircleOff, Plus, SearchX, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Badge } from "@/components/Badge";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { TextLink } from "@/components/TextLink";
import { useSession } from "@/session";
import { rolesGivenBy } from "../equipe/roles";
import { useWeekWords } from "../hours/useWeekWords";
import { weekOf } from "../hours/week";
import { ListFrame } from "../list/ListFrame";
import { NewAction } from "../list/NewAction";
import { useUrlSearch } from "../list/useUrlSearch";
import { useAllServicos } from "../servicos/all";
import { ColorDot } from "./ColorDot";
import { type Profissional, useProfissionais } from "./queries";

/** Who works in the shop: the columns of its agenda. */
export function ProfissionaisScreen() {
  const t = useTranslations("setup.profissionais");
  const { q, search } = useUrlSearch();
  const list = useProfissionais(q);
  const columns = useColumns();
  const { account } = useSession();
  const mayInvite = rolesGivenBy(account?.user.role ?? "").length > 0;
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={
          <>
            <span className="max-sm:hidden">{t("lead")} </span>
            {mayInvite && t.rich("toTeam", { link: (text) => <TextLink href="/equipe">{text}</TextLink> })}
          </>
        }
        action={<NewAction href="/profissionais/novo" label={t("new")} />}
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

function useColumns(): Column<Profissional>[] {
  const t = useTranslations("setup.profissionais");
  const words = useWeekWords();
  return [
    {
      key: "nome",
      title: t("field.nome"),
      names: true,
      cell: (row) => (
        <span className="inline-flex items-center gap-2.5">
          <ColorDot cor={row.cor ?? ""} />
          {/* The whole row leads to the person. */}
          <Link
            href={`/profissionais/${row.id}`}
            className="rounded-sm after:absolute after:inset-0 hover:text-brand-strong"
          >
            {row.nome}
          </Link>
        </span>
      ),
    },
    { key: "servicos", title: t("field.servicos"), free: true, cell: (row) => <Does ids={row.servicos} /> },
    {
      key: "horarios",
      title: t("field.horarios"),
      free: true,
      cell: (row) => (row.horarios ? words(weekOf(row.horarios)) : t("shopHours")),
    },
    {
      key: "ativo",
      title: t("field.ativo"),
      align: "right",
      cell: (row) =>
        row.ativo ? <Badge tone="ok">{t("on")}</Badge> : <Badge icon={<CircleOff aria-hidden />}>{t("off")}</Badge>,
    },
  ];
}

/** Three by name, and how many more. */
function Does({ ids }: { ids: number[] }) {
  const t = useTranslations("setup.profissionais");
  const servicos = useAllServicos();
  if (ids.length === 0) return <span>{t("allServicos")}</span>;
  const names = servicos.data?.filter((servico) => ids.includes(servico.id)).map((servico) => servico.nome);
  // Until their names are here, how many there are.
  if (!names) return <span>{t("servicosCount", { count: ids.length })}</span>;
  const shown = names.slice(0, 3).join(", ");
  return <span>{names.length > 3 ? t("andMore", { names: shown, count: names.length - 3 }) : shown}</span>;
}

function None({ q }: { q: string }) {
  const t = useTranslations("setup.profissionais");
  if (q) {
    return (
      <EmptyState picture={<SearchX />} title={t("notFoundTitle", { q })}>
        {t("notFoundText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      picture={<UserRound />}
      title={t("noneTitle")}
      action={
        <ButtonLink href="/profissionais/novo" icon={<Plus aria-hidden className="size-5" />}>
          {t("noneAction")}
        </ButtonLink>
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}
