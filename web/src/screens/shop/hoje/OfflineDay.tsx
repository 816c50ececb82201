import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { Banner } from "@/components/Banner";
import { PageHeader } from "@/components/Card";
import { type Column, Table } from "@/components/Table";
import { lastDay } from "@/storage/lastDay";
import type { Agendamento } from "../agenda/queries";
import { StateBadge } from "../agenda/StateBadge";
import { peopleOf } from "../agenda/states";
import { useAgendaWords } from "../agenda/useAgendaWords";
import { maskPhone } from "../format/phone";

/** The last day that was seen here, to be read until the network is back; null where none was. */
export function OfflineDay() {
  const t = useTranslations("agenda");
  const [kept] = useState(lastDay);
  const words = useAgendaWords(kept?.day.timezone ?? "UTC");
  if (!kept) return null;
  const { day, at } = kept;
  const columns: Column<Agendamento>[] = [
    { key: "animal", title: t("offline.animal"), names: true, cell: (row) => row.animal },
    { key: "inicio", title: t("offline.time"), cell: (row) => words.span(row) },
    { key: "servicos", title: t("offline.services"), cell: (row) => words.services(row) },
    { key: "pessoa", title: t("person"), cell: (row) => peopleOf(row).join(", ") },
    { key: "tutor", title: t("offline.tutor"), cell: (row) => row.cliente },
    { key: "telefone", title: t("offline.phone"), cell: (row) => row.telefone && maskPhone(row.telefone) },
    { key: "estado", title: t("offline.state"), bare: true, cell: (row) => <StateBadge state={row.status} /> },
  ];
  return (
    <main className="mx-auto w-full max-w-6xl p-4 sm:p-8">
      <Title>{t("today")}</Title>
      <PageHeader title={t("today")} lead={<span className="first-letter:uppercase">{words.day(day.data)}</span>} />
      <div className="mb-4">
        <Banner kind="warn">{t("kept", { at: words.moment(at) })}</Banner>
      </div>
      <Table caption={t("today")} columns={columns} rows={day.agendamentos} rowKey={(row) => row.id} />
    </main>
  );
}
