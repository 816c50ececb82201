import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { useSession } from "@/session";
import type { Arrival } from "./useArrival";

/** Why one stands at the door who was inside, or should be by now. */
export function WhyHere({ arrival }: { arrival: Arrival }) {
  const t = useTranslations("public.signIn");
  const { endedBy } = useSession();
  if (arrival === "deadCode") return <Banner>{t("deadCode")}</Banner>;
  if (endedBy === "expired") return <Banner>{t("expired")}</Banner>;
  if (endedBy === "revoked") return <Banner kind="warn">{t("revoked")}</Banner>;
  if (endedBy === "user") return <Banner kind="ok">{t("left")}</Banner>;
  return null;
}
