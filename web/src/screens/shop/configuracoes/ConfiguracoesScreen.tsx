import { Lock } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { useSession } from "@/session";
import { LeaveDialog } from "../form/LeaveDialog";
import { useLeaveGuard } from "../form/useLeaveGuard";
import { AgendaSection } from "./AgendaSection";
import { ClockSection } from "./ClockSection";
import { ClosedSection } from "./ClosedSection";
import { DirtyContext } from "./dirty";
import { HoursSection } from "./HoursSection";
import { PaperSection } from "./PaperSection";
import { PlanCard } from "./PlanCard";
import { type Settings, type Shop, useSettings, useShop } from "./queries";
import { RemindersSection } from "./RemindersSection";
import { zoneOf } from "./settings";
import { TaxiSection } from "./TaxiSection";

const SECTIONS = ["hours", "clock", "closed", "agenda", "paper", "reminders", "taxi", "plan"] as const;
// Whose tokens carry `shop:settings`. The server decides; this hides.
const MAY_SET = ["owner", "manager", "support"];

/** How the shop is set up: each part is saved by itself. */
export function ConfiguracoesScreen() {
  const t = useTranslations("settings");
  const { account } = useSession();
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} lead={t("lead.all")} />
      {account && !MAY_SET.includes(account.user.role) ? (
        <EmptyState picture={<Lock />} title={t("notYoursTitle")}>
          {t("notYours")}
        </EmptyState>
      ) : (
        <Loaded />
      )}
    </>
  );
}

function Loaded() {
  const [settings, shop] = [useSettings(), useShop()];
  const failed = [settings, shop].find((query) => query.error && !query.data);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} busy={failed.isFetching} />;
  if (!settings.data || !shop.data) return <Skeleton lines={6} />;
  return <Sections settings={settings.data} shop={shop.data} />;
}

function Sections({ settings, shop }: { settings: Settings; shop: Shop }) {
  const t = useTranslations("settings");
  const [dirty, setDirty] = useState<readonly string[]>([]);
  const sayDirty = useCallback(
    (id: string, isDirty: boolean) =>
      setDirty((all) =>
        all.includes(id) === isDirty ? all : isDirty ? [...all, id] : all.filter((each) => each !== id),
      ),
    [],
  );
  const guard = useLeaveGuard(dirty.length > 0);
  return (
    <DirtyContext value={sayDirty}>
      <nav aria-label={t("sections")} className="mb-6 flex flex-wrap gap-2">
        {SECTIONS.map((id) => (
          <a
            key={id}
            href={`#${id}`}
            className="inline-flex min-h-11 items-center rounded-full border border-line-strong bg-surface px-4 font-medium hover:border-brand"
          >
            {t(`section.${id}`)}
          </a>
        ))}
      </nav>
      <div className="flex flex-col gap-6">
        <HoursSection settings={settings} />
        <ClockSection settings={settings} />
        <ClosedSection settings={settings} />
        <AgendaSection settings={settings} />
        <PaperSection settings={settings} shop={shop.name} />
        <RemindersSection settings={settings} zone={zoneOf(settings)} />
        <TaxiSection settings={settings} />
        <PlanCard shop={shop} />
      </div>
      <LeaveDialog guard={guard} onLeave={() => undefined} />
    </DirtyContext>
  );
}
