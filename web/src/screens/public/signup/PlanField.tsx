import { CircleCheck } from "lucide-react";
import type { InputHTMLAttributes, Ref } from "react";
import { useTranslations } from "use-intl";
import { PLANS } from "../plans";

/** The three plans as cards; arrow keys move between them. */
export function PlanField(register: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const t = useTranslations("public.signUp");
  const tPlan = useTranslations("offer.plan");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-ink-soft">{t("planLabel")}</legend>
      {PLANS.map((plan) => (
        <label
          key={plan.name}
          className="group relative flex min-h-16 cursor-pointer items-center gap-4 rounded-md border border-line-strong bg-surface px-4 py-3 transition-colors hover:border-brand has-checked:border-brand has-checked:bg-brand-tint has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input {...register} type="radio" value={plan.name} className="sr-only" />
          <span className="min-w-0 flex-1">
            <span className="block font-bold">{tPlan(plan.name)}</span>
            <span className="block text-sm text-ink-soft">
              {tPlan("limits", { users: plan.users, animals: plan.animals })}
            </span>
          </span>
          <span className="size-6 shrink-0 rounded-full border-2 border-line-strong group-has-checked:hidden" />
          <CircleCheck aria-hidden className="hidden size-6 shrink-0 text-brand group-has-checked:block" />
        </label>
      ))}
      <p className="text-sm font-medium text-glow-ink">{tPlan("free")}</p>
    </fieldset>
  );
}
