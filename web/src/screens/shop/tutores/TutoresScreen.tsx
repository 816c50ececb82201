import { UserRoundPlus, UserRoundSearch, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Avatar } from "@/components/Avatar";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { ListFrame } from "../list/ListFrame";
import { NewAction } from "../list/NewAction";
import { useUrlSearch } from "../list/useUrlSearch";
import { PhoneLinks } from "./Contacts";
import { RemovedButton, RemovedDialog } from "../record/Removed";
import { type Tutor, useRemovedTutores, useRestoreTutor, useTutores } from "./queries";

/** All tutores of the shop, by name, found by name, phone, e-mail or CPF. */
export function TutoresScreen() {
  const t = useTranslations("shop.tutores");
  const { q, search } = useUrlSearch();
  const list = useTutores(q);
  const columns = useColumns();
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={<span className="max-sm:hidden">{t("lead")}</span>}
        action={<NewAction href="/tutores/novo" label={t("new")} />}
      />
      <ListFrame
        list={list}
        q={q}
        onSearch={search}
        search={{ label: t("search"), placeholder: t("searchExample") }}
        count={(shown, more) => t(more ? "countMore" : "count", { count: shown })}
        none={q ? <NotFound q={q} /> : <NoneYet />}
      >
        {(rows) => <Table caption={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} />}
      </ListFrame>
      <Removed />
    </>
  );
}

/** Who was deleted: out of the way, until somebody misses them. */
function Removed() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <RemovedButton onClick={() => setOpen(true)} />
      {open && <RemovedTutores onClose={() => setOpen(false)} />}
    </>
  );
}

function RemovedTutores({ onClose }: { onClose: () => void }) {
  return <RemovedDialog list={useRemovedTutores()} restoring={useRestoreTutor()} onClose={onClose} />;
}

function useColumns(): Column<Tutor>[] {
  const t = useTranslations("shop.tutores");
  const format = useFormatter();
  return [
    { key: "nome", title: t("field.nome"), names: true, cell: (row) => <NameCell tutor={row} /> },
    {
      key: "telefone",
      title: t("field.telefone"),
      bare: true,
      cell: (row) => row.telefone && <PhoneLinks phone={row.telefone} who={row.nome} />,
    },
    {
      key: "email",
      title: t("field.email"),
      wide: true,
      cell: (row) =>
        row.email && (
          <span title={row.email} className="block max-w-56 truncate">
            {row.email}
          </span>
        ),
    },
    {
      key: "desde",
      title: t("since"),
      align: "right",
      wide: true,
      cell: (row) => (
        <time dateTime={row.created_at} className="whitespace-nowrap text-ink-soft">
          {format.dateTime(new Date(row.created_at), { dateStyle: "short" })}
        </time>
      ),
    },
  ];
}

function NameCell({ tutor }: { tutor: Tutor }) {
  return (
    <span className="flex items-center gap-3">
      <Avatar name={tutor.nome} />
      {/* The whole row leads to the record; the phones stand above it. */}
      <Link
        href={`/tutores/${tutor.id}`}
        className="min-w-0 rounded-sm after:absolute after:inset-0 hover:text-brand-strong"
      >
        {tutor.nome}
      </Link>
    </span>
  );
}

function NoneYet() {
  const t = useTranslations("shop.tutores");
  return (
    <EmptyState
      picture={<Users />}
      title={t("noneTitle")}
      action={
        <ButtonLink href="/tutores/novo" icon={<UserRoundPlus aria-hidden className="size-5" />}>
          {t("noneAction")}
        </ButtonLink>
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}

function NotFound({ q }: { q: string }) {
  const t = useTranslations("shop.tutores");
  return (
    <EmptyState
      picture={<UserRoundSearch />}
      title={t("notFoundTitle", { q })}
      action={
        <ButtonLink href={{ pathname: "/tutores/novo", query: { nome: q } }} look="secondary">
          {t("notFoundAction")}
        </ButtonLink>
      }
    >
      {t("notFoundText")}
    </EmptyState>
  );
}
