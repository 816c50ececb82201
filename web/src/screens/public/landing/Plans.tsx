import { PawPrint, Users } from "lucide-react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "@/components/Button";
import { cx } from "@/components/cx";
import { PLANS, type PlanName } from "../plans";
import { Section } from "./Section";

const MOST_SHOPS: PlanName = "basic";

/** The three plans with their limits; nothing is charged during the beta. */
export function Plans() {
  const t = useTranslations("landing.plans");
  const tPlan = useTranslations("offer.plan");
  return (
    <Section title={t("title")} lead={t("lead")}>
      <ul className="grid gap-5 lg:grid-cols-3">
        {PLANS.map(({ name, users, animals }) => {
          const isFirst = name === MOST_SHOPS;
          return (
            <li
              key={name}
              className={cx(
                "flex flex-col rounded-xl border bg-surface p-6",
                isFirst ? "border-2 border-brand shadow-far" : "border-line shadow-near",
              )}
            >
              <h3 className="text-2xl font-bold">{tPlan(name)}</h3>
              <p className="mt-1 text-ink-soft">{t(`${name}.for`)}</p>
              <ul className="my-6 flex flex-col gap-3">
                <li className="flex items-center gap-3">
                  <Users aria-hidden className="size-5 text-brand" />
                  <span>
                    {t("users", { users })}
                    <span className="block text-sm text-ink-soft">{t("usersSoon")}</span>
                  </span>
                </li>
                <li className="flex items-center gap-3">
                  <PawPrint aria-hidden className="size-5 text-brand" />
                  {t("animals", { animals })}
                </li>
              </ul>
              <p className="mt-auto mb-4 font-display text-xl font-bold text-glow-ink">{tPlan("free")}</p>
              <ButtonLink href={`/cadastro?plano=${name}`} look={isFirst ? "primary" : "secondary"} wide>
                {t("choose", { plan: tPlan(name) })}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
