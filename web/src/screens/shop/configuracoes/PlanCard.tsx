import { useFormatter, useTranslations } from "use-intl";
import { Card } from "@/components/Card";
import type { Shop } from "./queries";

const BAR =
  "mt-1 h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand";

/** What the shop's plan holds, and how much of it is used. */
export function PlanCard({ shop }: { shop: Shop }) {
  const t = useTranslations("settings.plan");
  const { usage, max_animals, max_users, plan_type, subdomain } = shop;
  return (
    <Card id="plan" aria-labelledby="plan-title" className="scroll-mt-4">
      <h2 id="plan-title" className="text-xl font-bold">
        {t("title", { plan: t.has(`name.${plan_type}`) ? t(`name.${plan_type}`) : plan_type })}
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-ink-soft">{t("lead", { shop: shop.name, subdomain })}</p>
      <div className="grid gap-5 sm:grid-cols-2">
        <Meter label={t("animals")} used={usage?.animals ?? null} most={max_animals} />
        <Meter label={t("users")} used={usage?.users ?? null} most={max_users} />
      </div>
    </Card>
  );
}

function Meter({ label, used, most }: { label: string; used: number | null; most: number }) {
  const t = useTranslations("settings.plan");
  const { number } = useFormatter();
  return (
    <div>
      <p className="font-semibold">{label}</p>
      <p>{used === null ? t("upTo", { most: number(most) }) : t("used", { used: number(used), most: number(most) })}</p>
      {used !== null && <progress aria-label={label} value={used} max={most} className={BAR} />}
    </div>
  );
}
