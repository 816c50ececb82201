import { useState } from "react";
import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { PauseButton } from "../shared/LiveBadge";
import { Figures } from "./Figures";
import { Services } from "./Services";
import { Tenants } from "./Tenants";

/** Whether all parts are there, how much waits, and which shops there are. */
export function HealthScreen() {
  const t = useTranslations("ops.health");
  const [paused, setPaused] = useState(false);
  return (
    <div className="flex flex-col gap-6">
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} lead={t("lead")} action={<PauseButton paused={paused} onChange={setPaused} />} />
      <Services paused={paused} />
      <Figures paused={paused} />
      <Tenants />
    </div>
  );
}
