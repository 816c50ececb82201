import { MonitorSmartphone } from "lucide-react";
import { useTranslations } from "use-intl";
import { useProblemText } from "@/api/problemText";
import { Badge } from "@/components/Badge";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { ErrorState, Skeleton } from "@/components/States";
import { Ago } from "@/components/Time";
import { Part } from "./Part";
import { type Device, useDevices, useEndDevice } from "./queries";

/** Where one is signed in, and the way to end it there. */
export function Devices() {
  const t = useTranslations("account.devices");
  const problemText = useProblemText();
  const devices = useDevices();
  const end = useEndDevice();
  return (
    <Part title={t("title")} lead={t("lead")}>
      {devices.isPending && <Skeleton lines={2} />}
      {devices.error && (
        <ErrorState error={devices.error} onRetry={() => void devices.refetch()} busy={devices.isFetching} />
      )}
      {end.error && <Banner kind="danger">{problemText(end.error)}</Banner>}
      <ul className="flex flex-col gap-3">
        {devices.data?.map((device) => (
          <OneDevice
            key={device.id}
            device={device}
            busy={end.isPending && end.variables === device.id}
            onEnd={() => end.mutate(device.id)}
          />
        ))}
      </ul>
    </Part>
  );
}

function OneDevice({ device, busy, onEnd }: { device: Device; busy: boolean; onEnd: () => void }) {
  const t = useTranslations("account.devices");
  const name = device.device ?? t("unknown");
  return (
    <li className="flex flex-wrap items-center gap-3 rounded-md border border-line p-3">
      <MonitorSmartphone aria-hidden className="size-6 shrink-0 text-ink-soft" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold wrap-anywhere">{name}</p>
        <p className="text-sm text-ink-soft">
          <Ago at={device.last_used_at} /> {device.address && <span className="wrap-anywhere">· {device.address}</span>}
        </p>
      </div>
      {device.current ? (
        <Badge tone="ok">{t("here")}</Badge>
      ) : (
        <Button look="secondary" size="sm" busy={busy} aria-label={t("endOne", { name })} onClick={onEnd}>
          {t("end")}
        </Button>
      )}
    </li>
  );
}
