import { CircleAlert, CircleCheck, CloudOff, HeartPulse, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Health, ServiceHealth } from "@/api/health";
import { Badge, type Tone } from "@/components/Badge";
import { ErrorState, Skeleton } from "@/components/States";
import { Moment } from "@/components/Time";
import { cx } from "@/components/cx";
import { Age } from "../shared/Countdown";
import { Tech } from "../shared/Ident";
import { Panel } from "../shared/Panel";
import { useHealth } from "./queries";
import { type Seen, withLook } from "./seen";

const LOOKS: Record<ServiceHealth, { tone: Tone; Icon: LucideIcon; text: "ready" | "notReady" | "unreachable" }> = {
  ready: { tone: "ok", Icon: CircleCheck, text: "ready" },
  "not ready": { tone: "warn", Icon: CircleAlert, text: "notReady" },
  unreachable: { tone: "danger", Icon: CloudOff, text: "unreachable" },
};

/** Every service as the gateway finds it, the bad ones first. */
export function Services({ paused }: { paused: boolean }) {
  const t = useTranslations("ops.health");
  const health = useHealth(paused);
  const seen = useSeen(health.data, health.dataUpdatedAt);
  const bad = seen.filter(({ state }) => state !== "ready").length;
  return (
    <Panel
      title={t("services")}
      lead={health.dataUpdatedAt > 0 && <LastLook at={health.dataUpdatedAt} />}
      action={health.data && <Verdict bad={bad} />}
    >
      {health.isError && (
        <div className="mb-4">
          <ErrorState error={health.error} onRetry={() => void health.refetch()} busy={health.isFetching} />
        </div>
      )}
      {health.isPending && <Skeleton lines={2} />}
      <ul className={cx("grid gap-3 sm:grid-cols-2 xl:grid-cols-3", health.isError && "opacity-60")}>
        {seen.map((service) => (
          <Service key={service.name} service={service} />
        ))}
      </ul>
    </Panel>
  );
}

function LastLook({ at }: { at: number }) {
  const t = useTranslations("ops.health");
  return (
    <>
      {t("lastLook")} <Moment at={new Date(at).toISOString()} seconds />
    </>
  );
}

function Verdict({ bad }: { bad: number }) {
  const t = useTranslations("ops.health");
  const Icon = bad === 0 ? HeartPulse : CircleAlert;
  return (
    <span role="status">
      <Badge tone={bad === 0 ? "ok" : "danger"} icon={<Icon aria-hidden />}>
        {t("verdict", { bad })}
      </Badge>
    </span>
  );
}

function Service({ service }: { service: Seen }) {
  const t = useTranslations("ops.health");
  const { tone, Icon, text } = LOOKS[service.state];
  const since = new Date(service.since).toISOString();
  return (
    <li
      className={cx(
        "flex flex-col gap-2 rounded-md border p-4",
        service.state === "ready" ? "border-line" : "border-2 border-danger",
      )}
    >
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-lg font-bold">{service.name}</span>
        <Badge tone={tone} icon={<Icon aria-hidden />}>
          {t(`state.${text}`)}
        </Badge>
      </p>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm text-ink-soft">
        <span>
          {service.before === undefined
            ? t("seenFor")
            : t("changedFor", { before: t(`state.${LOOKS[service.before].text}`) })}{" "}
          <Age since={since} />
        </span>
        <Tech>{service.state}</Tech>
      </p>
      {service.state !== "ready" && <p className="text-sm">{t(`advice.${text}`, { name: service.name })}</p>}
    </li>
  );
}

function useSeen(health: Health | undefined, at: number): Seen[] {
  const [look, setLook] = useState<{ health: Health | undefined; seen: Seen[] }>({ health: undefined, seen: [] });
  if (health && health !== look.health) {
    const seen = withLook(look.seen, health, at);
    setLook({ health, seen });
    return seen;
  }
  return look.seen;
}
