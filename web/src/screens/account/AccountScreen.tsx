import { useTranslations } from "use-intl";
import { Title } from "@/base/Title";
import { PageHeader } from "@/components/Card";
import { Devices } from "./Devices";
import { EmailState } from "./EmailState";
import { Password } from "./Password";
import { SecondFactor } from "./SecondFactor";

/** One's own way in: address, password, second factor, devices. */
export function AccountScreen() {
  const t = useTranslations("account");
  return (
    <>
      <Title>{t("title")}</Title>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <EmailState />
        <Password />
        <SecondFactor />
        <Devices />
      </div>
    </>
  );
}
