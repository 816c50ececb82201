import { useTranslations } from "use-intl";
import type { Connection, Saga } from "@/api/sagaStream";
import { Banner } from "@/components/Banner";
import { Duration } from "@/components/Time";
import { AddressBar } from "../art/AddressBar";
import { ConnectionState } from "./ConnectionState";
import { Heading } from "./Heading";
import type { StepView } from "./view";

type Props = {
  name: string | undefined;
  saga: Saga | undefined;
  connection: Connection | undefined;
  elapsedMs: number;
  isSlow: boolean;
  steps: StepView[];
};

/** The shop is on its way: for how long, and whether this page still hears of it. */
export function Building({ name, saga, connection, elapsedMs, isSlow, steps }: Props) {
  const t = useTranslations("public.progress");
  const at = steps.findIndex((step) => step.look === "running");
  const current = steps[at];
  return (
    <>
      <Heading title={name ? t("building", { name }) : t("buildingUnnamed")}>
        <p>{t("lead")}</p>
      </Heading>
      <p className="sr-only" aria-live="polite">
        {current && t("announce", { step: at + 1, text: t(`step.${current.name}`) })}
      </p>
      {saga && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <div className="max-w-full">
            <p className="sr-only">{t("address")}</p>
            <AddressBar subdomain={saga.subdomain} />
          </div>
          <p className="text-ink-soft tabular-nums">
            {t("elapsed")}{" "}
            <span className="font-semibold text-ink">
              <Duration ms={Math.floor(elapsedMs / 100) * 100} />
            </span>
          </p>
          {connection && <ConnectionState connection={connection} />}
        </div>
      )}
      {!saga && connection && <ConnectionState connection={connection} />}
      {isSlow && <Banner kind="warn">{t("slow")}</Banner>}
    </>
  );
}
