import { PawPrint, Plus, SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { ButtonLink } from "@/components/Button";
import { PageHeader } from "@/components/Card";
import { EmptyState } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { ListFrame } from "../list/ListFrame";
import { NewAction } from "../list/NewAction";
import { useUrlSearch } from "../list/useUrlSearch";
import { AnimalAvatar } from "./AnimalAvatar";
import { RemovedButton, RemovedDialog } from "../record/Removed";
import { type Animal, useAnimais, useRemovedAnimais, useRestoreAnimal } from "./queries";
import { useAnimalWords } from "./useAnimalWords";

/** All animais of the shop, by name, found by name or breed. */
export function AnimaisScreen() {
  const t = useTranslations("shop.animais");
  const { q, search } = useUrlSearch();
  const list = useAnimais(q);
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader
        title={t("title")}
        lead={<span className="max-sm:hidden">{t("lead")}</span>}
        action={<NewAction href="/animais/novo" label={t("new")} />}
      />
      <ListFrame
        list={list}
        q={q}
        onSearch={search}
        search={{ label: t("search"), placeholder: t("searchExample") }}
        count={(shown, more) => t(more ? "countMore" : "count", { count: shown })}
        none={<None q={q} />}
      >
        {(rows) => <Rows rows={rows} />}
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
      {open && <RemovedAnimais onClose={() => setOpen(false)} />}
    </>
  );
}

function RemovedAnimais({ onClose }: { onClose: () => void }) {
  return <RemovedDialog list={useRemovedAnimais()} restoring={useRestoreAnimal()} onClose={onClose} />;
}

function Rows({ rows }: { rows: Animal[] }) {
  const t = useTranslations("shop.animais");
  const words = useAnimalWords();
  const columns: Column<Animal>[] = [
    { key: "nome", title: t("field.nome"), names: true, cell: (row) => <NameCell animal={row} /> },
    {
      key: "especie",
      title: t("kind"),
      bare: true,
      free: true,
      cell: (row) => words.kind(row),
    },
    { key: "porte", title: t("field.porte"), wide: true, cell: (row) => row.porte && words.size(row.porte) },
    {
      key: "idade",
      title: t("field.idade"),
      cell: (row) => words.age(row),
    },
    {
      key: "tutor",
      title: t("field.cliente_id"),
      free: true,
      cell: (row) => (
        <Link
          href={`/tutores/${row.cliente_id}`}
          className="relative z-10 inline-flex min-h-6 items-center rounded-sm font-medium underline decoration-line-strong underline-offset-4 hover:text-brand-strong"
        >
          {row.cliente_nome}
        </Link>
      ),
    },
  ];
  return <Table caption={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function NameCell({ animal }: { animal: Animal }) {
  return (
    <span className="flex items-center gap-3">
      <AnimalAvatar nome={animal.nome} especie={animal.especie} />
      {/* The whole row leads to the record; the tutor stands above it. */}
      <Link
        href={`/animais/${animal.id}`}
        className="min-w-0 rounded-sm after:absolute after:inset-0 hover:text-brand-strong"
      >
        {animal.nome}
      </Link>
    </span>
  );
}

function None({ q }: { q: string }) {
  const t = useTranslations("shop.animais");
  if (q) {
    return (
      <EmptyState picture={<SearchX />} title={t("notFoundTitle", { q })}>
        {t("notFoundText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      picture={<PawPrint />}
      title={t("noneTitle")}
      action={
        <ButtonLink href="/animais/novo" icon={<Plus aria-hidden className="size-5" />}>
          {t("noneAction")}
        </ButtonLink>
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}
