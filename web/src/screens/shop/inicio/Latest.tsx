import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/Avatar";
import { Card } from "@/components/Card";
import { ErrorState, Skeleton } from "@/components/States";
import { Ago } from "@/components/Time";
import { AnimalCard } from "../animais/AnimalCard";
import { type Animal, useSomeAnimais } from "../animais/queries";
import { maskPhone } from "../format/phone";
import { type Tutor, useSomeTutores } from "../tutores/queries";
import { newestOf, READ } from "./latest";

const SHOWN = 5;

/** The tutores registered last. */
export function LatestTutores() {
  const t = useTranslations("shop.home.latest");
  const query = useSomeTutores("", READ);
  return (
    <Latest title={t("tutores")} all="/tutores" allText={t("allTutores")} none={t("noTutores")} query={query}>
      {(tutores) => tutores.map((tutor) => <TutorLine key={tutor.id} tutor={tutor} />)}
    </Latest>
  );
}

/** The animais registered last. */
export function LatestAnimais() {
  const t = useTranslations("shop.home.latest");
  const query = useSomeAnimais(READ);
  return (
    <Latest title={t("animais")} all="/animais" allText={t("allAnimais")} none={t("noAnimais")} query={query}>
      {(animais) => <AnimalLines animais={animais} />}
    </Latest>
  );
}

function TutorLine({ tutor }: { tutor: Tutor }) {
  return (
    <li>
      <Link
        href={`/tutores/${tutor.id}`}
        className="flex min-h-18 items-center gap-3 rounded-md border border-line p-3 transition-colors hover:border-brand hover:bg-sunken/60"
      >
        <Avatar name={tutor.nome} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{tutor.nome}</span>
          {tutor.telefone && <span className="block truncate text-sm text-ink-soft">{maskPhone(tutor.telefone)}</span>}
        </span>
        <span className="shrink-0 text-sm text-ink-soft max-sm:hidden">
          <Ago at={tutor.created_at} />
        </span>
      </Link>
    </li>
  );
}

function AnimalLines({ animais }: { animais: Animal[] }) {
  return animais.map((animal) => (
    <li key={animal.id}>
      <AnimalCard animal={animal} tutor={animal.cliente_nome} />
    </li>
  ));
}

function Latest<Row extends { created_at: string; id: number }>({
  title,
  all,
  allText,
  none,
  query,
  children,
}: {
  title: string;
  all: string;
  allText: string;
  none: string;
  query: UseQueryResult<{ items: Row[]; next_cursor: string | null }>;
  children: (rows: Row[]) => ReactNode;
}) {
  const id = useId();
  const { data, error } = query;
  const rows = data && newestOf(data, SHOWN);
  // A shop with more than was read finds its people by name: the newest are not known here.
  if (rows === null) return null;
  return (
    <Card aria-labelledby={id}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="text-xl font-bold">
          {title}
        </h2>
        <Link
          href={all}
          className="inline-flex min-h-9 items-center rounded-sm font-semibold text-brand hover:underline"
        >
          {allText}
        </Link>
      </div>
      {rows === undefined ? (
        error ? (
          <ErrorState error={error} onRetry={() => void query.refetch()} busy={query.isFetching} />
        ) : (
          <Skeleton lines={3} />
        )
      ) : rows.length === 0 ? (
        <p className="text-ink-soft">{none}</p>
      ) : (
        <ul className="flex flex-col gap-2.5">{children(rows)}</ul>
      )}
    </Card>
  );
}
