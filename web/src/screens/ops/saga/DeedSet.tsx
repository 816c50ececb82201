import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { SelectField } from "@/components/Field";
import { StateBadge } from "../sagas/StateBadge";
import type { SagaDetail } from "../sagas/types";
import { Tech } from "../shared/Ident";
import { type Deed, deedsOf, type Outcome, outcomesOf, undoingOf } from "./undoing";

type Props = {
  saga: SagaDetail;
  deed: Deed;
  outcome: Outcome | undefined;
  onOutcome: (outcome: Outcome) => void;
};

/** Exactly what a button will touch. */
export function DeedSet({ saga, deed, outcome, onOutcome }: Props) {
  const t = useTranslations("ops.deed");
  return (
    <>
      {!deedsOf(saga.actions).includes(deed) && <Banner kind="warn" title={t("gone")} />}
      <div className="rounded-md border border-line bg-sunken/60 p-4">
        <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[auto_1fr]">
          <Line name={t("set.shop")}>
            {saga.name} <Tech>{saga.subdomain}</Tech>
          </Line>
          <Line name={t("set.state")}>
            <span className="flex flex-wrap items-center gap-x-2">
              <StateBadge state={saga.state} phase={saga.phase} /> <Tech>{`v${saga.version}`}</Tech>
            </span>
          </Line>
          {deed === "compensate" && <Undone saga={saga} />}
        </dl>
        {deed === "retry" && <Remaining saga={saga} />}
        {deed === "compensate" && <Steps saga={saga} />}
      </div>
      {deed === "resolve" && outcome && (
        <SelectField
          label={t("set.outcome")}
          value={outcome}
          onChange={(event) => onOutcome(event.target.value as Outcome)}
        >
          {outcomesOf(saga.actions).map((value) => (
            <option key={value} value={value}>
              {t(`set.outcomes.${value}`)}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}

function Undone({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.deed.set");
  return (
    <>
      <Line name={t("schema")}>
        <Tech>{saga.schema_name}</Tech>
      </Line>
      <Line name={t("role")}>
        <Tech>{saga.role_name}</Tech>
      </Line>
      <Line name={t("email")}>{saga.owner_email ?? <span className="text-ink-soft">{t("emailForgotten")}</span>}</Line>
    </>
  );
}

function Steps({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.deed.set");
  const step = useTranslations("ops.step");
  return (
    <div className="mt-4">
      <p className="mb-2 text-sm text-ink-soft">{t("order")}</p>
      <ol className="flex flex-col gap-2">
        {undoingOf(saga).map((undoing, index) => (
          <li key={undoing.step}>
            <span className="font-semibold">
              {index + 1}. {step(undoing.step)}
            </span>{" "}
            <Tech>{undoing.step}</Tech>
            {!undoing.there && <span className="block text-sm text-ink-soft">{t("notThere")}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Remaining({ saga }: { saga: SagaDetail }) {
  const t = useTranslations("ops.deed.set");
  const step = useTranslations("ops.step");
  const next = saga.remaining[0];
  if (next === undefined) return null;
  return (
    <p className="mt-3">
      {t("asksFor")} <span className="font-semibold">{step.has(next) ? step(next) : next}</span> <Tech>{next}</Tech>
    </p>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-ink-soft sm:pt-0.5">{name}</dt>
      <dd className="font-semibold break-words max-sm:mb-1">{children}</dd>
    </>
  );
}
