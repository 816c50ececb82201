import { useState } from "react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { ErrorState, Skeleton } from "@/components/States";
import { Moment } from "@/components/Time";
import { todayInBrasilia } from "../../format/age";
import { Section } from "../../record/Section";
import type { Tutor } from "../queries";
import { past, upcoming } from "./days";
import { type Booking, useVisits } from "./queries";

const MOST_SHOWN = 6;

/** What is booked for a tutor's animais, and what was done of late. */
export function Visits({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("animal.tutor.visits");
  return (
    <Section title={t("title")}>
      <div className="flex flex-col gap-5">
        <Part tutor={tutor} which="next" />
        <Part tutor={tutor} which="last" />
      </div>
    </Section>
  );
}

function Part({ tutor, which }: { tutor: Tutor; which: "next" | "last" }) {
  const t = useTranslations("animal.tutor.visits");
  const [now] = useState(() => new Date());
  const { data, error, refetch, isFetching } = useVisits(tutor.id, todayInBrasilia(now), which);
  const visits = data && (which === "next" ? upcoming(data.items, now) : past(data.items, now));
  return (
    <div>
      <h3 className="mb-2 font-semibold">{t(which)}</h3>
      {visits ? (
        visits.length === 0 ? (
          <p className="text-ink-soft">{t(which === "next" ? "noNext" : "noLast")}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {visits.slice(0, MOST_SHOWN).map((visit) => (
              <Visit key={visit.id} visit={visit} />
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} busy={isFetching} />
      ) : (
        <Skeleton lines={1} />
      )}
    </div>
  );
}

function Visit({ visit }: { visit: Booking }) {
  const t = useTranslations("animal.tutor.visits");
  const states = useTranslations("animal.visit");
  const services = visit.itens.map(({ servico }) => servico).join(", ");
  return (
    <li className="rounded-md border border-line p-3">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-semibold tabular-nums">
          <Moment at={visit.inicio} />
        </span>
        <span className="text-sm text-ink-soft">{states(visit.status)}</span>
      </span>
      <Link
        href={`/animais/${visit.animal_id}`}
        className="inline-flex min-h-6 items-center underline decoration-line-strong underline-offset-4 hover:text-brand-strong"
      >
        {t("line", { animal: visit.animal, services })}
      </Link>
    </li>
  );
}
