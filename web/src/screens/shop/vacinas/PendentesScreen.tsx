import { CalendarClock, MessageCircle, ShieldCheck, Syringe } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/router";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Badge } from "@/components/Badge";
import { PageHeader } from "@/components/Card";
import { CheckField } from "@/components/Field";
import { EmptyState } from "@/components/States";
import { type Column, Table } from "@/components/Table";
import { useAnimalWords } from "../animais/useAnimalWords";
import { chatWith } from "../format/phone";
import { ListBody } from "../list/ListFrame";
import { BackLink } from "../record/BackLink";
import { type Pendente, usePendentes } from "./queries";

/** Whose dose is due within thirty days or late, and a word to the tutor with one tap. */
export function PendentesScreen() {
  const t = useTranslations("setup.vacinas");
  const router = useRouter();
  const late = router.query.so === "atrasadas";
  const list = usePendentes(late);
  const columns = useColumns();
  const look = (only: boolean): void =>
    void router.replace({ query: only ? { so: "atrasadas" } : {} }, undefined, { shallow: true });
  return (
    <>
      <Title>{t("due.title")}</Title>
      <BackLink href="/vacinas">{t("title")}</BackLink>
      <PageHeader title={t("due.title")} lead={t("due.lead")} />
      <div className="flex flex-col gap-4">
        <CheckField label={t("due.onlyLate")} checked={late} onChange={(event) => look(event.target.checked)} />
        <ListBody
          list={list}
          none={
            <EmptyState picture={<Syringe />} title={t("due.noneTitle")}>
              {t(late ? "due.noneLate" : "due.noneText")}
            </EmptyState>
          }
        >
          {(rows) => <Table caption={t("due.title")} columns={columns} rows={rows} rowKey={(row) => row.id} />}
        </ListBody>
      </div>
    </>
  );
}

function useColumns(): Column<Pendente>[] {
  const t = useTranslations("setup.vacinas.due");
  const { date } = useAnimalWords();
  const told = (row: Pendente): string | null =>
    chatWith(
      row.telefone,
      t(row.atrasada ? "wordLate" : "word", {
        tutor: row.cliente,
        vaccine: row.vacina,
        animal: row.animal,
        date: date(row.prevista_para),
      }),
    );
  return [
    {
      key: "animal",
      title: t("animal"),
      names: true,
      cell: (row) => (
        <Link href={`/animais/${row.animal_id}`} className="inline-flex min-h-6 items-center hover:text-brand-strong">
          {row.animal}
        </Link>
      ),
    },
    {
      key: "vacina",
      title: t("vaccine"),
      free: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {t("dose", { vaccine: row.vacina, dose: row.dose })}
          {row.obrigatoria && (
            <Badge tone="info" icon={<ShieldCheck aria-hidden />}>
              {t("required")}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: "when",
      title: t("when"),
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2 tabular-nums">
          {date(row.prevista_para)}
          {row.atrasada && (
            <Badge tone="danger" icon={<CalendarClock aria-hidden />}>
              {t("late")}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: "tutor",
      title: t("tutor"),
      free: true,
      cell: (row) => (
        <Link href={`/tutores/${row.cliente_id}`} className="inline-flex min-h-6 items-center hover:text-brand-strong">
          {row.cliente}
        </Link>
      ),
    },
    {
      key: "tell",
      title: t("tell"),
      bare: true,
      align: "right",
      cell: (row) => <Tell href={told(row)} row={row} />,
    },
  ];
}

function Tell({ href, row }: { href: string | null; row: Pendente }) {
  const t = useTranslations("setup.vacinas.due");
  if (href === null) return <span className="text-sm text-ink-soft">{t("noChat")}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={t("tellOne", { tutor: row.cliente, vaccine: row.vacina, animal: row.animal })}
      className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line-strong px-4 font-semibold hover:border-brand"
    >
      <MessageCircle aria-hidden className="size-5" />
      {t("tell")}
    </a>
  );
}
