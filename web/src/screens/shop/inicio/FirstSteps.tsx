import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { useSomeAnimais } from "../animais/queries";
import { useSomeServicos } from "../servicos/queries";
import { useSomeTutores } from "../tutores/queries";
import { READ } from "./latest";

type Step = { name: "tutor" | "animal" | "servico"; done: boolean; href: string };

/** Three steps for a shop that is new; each ticks itself once the record is there, and all go when all are done. */
export function FirstSteps() {
  const t = useTranslations("shop.home.steps");
  const steps = useSteps();
  if (!steps || steps.every((step) => step.done)) return null;
  const next = steps.find((step) => !step.done);
  return (
    <section aria-labelledby="passos" className="relative overflow-hidden rounded-xl bg-brand p-6 text-on-brand sm:p-8">
      <Trail />
      <h2 id="passos" className="text-2xl font-bold">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-prose opacity-90">{t("lead")}</p>
      <ol className="relative mt-6 grid gap-3 lg:grid-cols-3">
        {steps.map((step, index) => (
          <StepItem key={step.name} step={step} number={index + 1} isNext={step === next} />
        ))}
      </ol>
    </section>
  );
}

function StepItem({ step, number, isNext }: { step: Step; number: number; isNext: boolean }) {
  const t = useTranslations("shop.home.steps");
  const look = cx(
    "flex h-full items-center gap-4 rounded-lg p-4",
    isNext ? "bg-surface text-ink shadow-far" : "border border-on-brand/40",
  );
  const text = (
    <>
      <span
        aria-hidden
        className={cx(
          "flex size-10 shrink-0 items-center justify-center rounded-full font-display text-lg font-bold",
          isNext ? "bg-glow-tint text-glow-ink" : step.done ? "bg-on-brand text-brand" : "border border-on-brand/60",
        )}
      >
        {step.done ? <Check className="size-6 animate-pop" /> : number}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{t(`${step.name}.title`)}</span>
        <span className={cx("block text-sm", isNext ? "text-ink-soft" : "opacity-90")}>
          {!step.done ? t(`${step.name}.text`) : step.name === "servico" ? t("servico.check") : t("done")}
        </span>
      </span>
    </>
  );
  // A new shop begins with a few serviços of ours: their prices are not hers yet.
  const isOver = step.done && step.name !== "servico";
  if (isOver) return <li className={look}>{text}</li>;
  return (
    <li>
      <Link
        href={step.href}
        className={cx(look, "transition-transform hover:-translate-y-0.5 focus-visible:outline-on-brand")}
      >
        {text}
        <ArrowRight aria-hidden className="size-5 shrink-0" />
      </Link>
    </li>
  );
}

function useSteps(): Step[] | null {
  const tutores = useSomeTutores("", READ).data;
  const animais = useSomeAnimais(READ).data;
  const servicos = useSomeServicos(1).data;
  if (!tutores || !animais || !servicos) return null;
  // With one tutor only, it is clear whose the first animal is.
  const [only, ...others] = tutores.items;
  const newAnimal = only && others.length === 0 ? `/animais/novo?tutor=${only.id}` : "/animais/novo";
  return [
    { name: "tutor", done: tutores.items.length > 0, href: "/tutores/novo" },
    { name: "animal", done: animais.items.length > 0, href: newAnimal },
    {
      name: "servico",
      done: servicos.items.length > 0,
      href: servicos.items.length > 0 ? "/servicos" : "/servicos/novo",
    },
  ];
}

/** Paw prints that walk across the corner. */
function Trail() {
  const prints = [
    "translate(10 92) rotate(58)",
    "translate(58 58) rotate(70)",
    "translate(112 62) rotate(64)",
    "translate(160 22) rotate(76)",
  ];
  return (
    <svg viewBox="0 0 200 120" aria-hidden className="absolute -top-2 right-2 h-32 opacity-15 max-sm:hidden">
      {prints.map((place) => (
        <g key={place} transform={place} className="fill-on-brand">
          <ellipse cx="0" cy="6" rx="9" ry="7.5" />
          <ellipse cx="-11" cy="-4" rx="3.6" ry="5" transform="rotate(-30 -11 -4)" />
          <ellipse cx="-4" cy="-10" rx="3.6" ry="5.4" transform="rotate(-8 -4 -10)" />
          <ellipse cx="4" cy="-10" rx="3.6" ry="5.4" transform="rotate(8 4 -10)" />
          <ellipse cx="11" cy="-4" rx="3.6" ry="5" transform="rotate(30 11 -4)" />
        </g>
      ))}
    </svg>
  );
}
