import { useWatch } from "react-hook-form";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/Field";
import { masked } from "../form/masked";
import { isCnpjOrEmpty, maskCnpj } from "../format/cnpj";
import { maskPhone } from "../format/phone";
import type { Settings } from "./queries";
import { paperEntries, paperValues, type PaperValues } from "./settings";
import { SettingSection } from "./SettingSection";
import { useSettingForm } from "./useSettingForm";

/** Who the shop is on paper, and how that looks there. */
export function PaperSection({ settings, shop }: { settings: Settings; shop: string }) {
  const t = useTranslations("settings.paper");
  const kept = paperValues(settings);
  const start = { ...kept, cnpj: maskCnpj(kept.cnpj) };
  const setting = useSettingForm({ id: "paper", settings, start, entries: paperEntries });
  const { register, setValue, formState, control } = setting.form;
  const { errors } = formState;
  const values = useWatch({ control }) as PaperValues;
  const field = (name: keyof PaperValues, most: number) => ({
    label: t(`field.${name}`),
    optional: true,
    autoComplete: "off",
    maxLength: most,
    error: errors[name]?.message,
  });
  return (
    <SettingSection setting={setting}>
      <div className="grid gap-5 md:grid-cols-2">
        <TextField
          {...field("cnpj", 18)}
          autoCapitalize="characters"
          placeholder="12.ABC.345/01DE-35"
          {...register("cnpj", {
            ...masked(maskCnpj, (text) => setValue("cnpj", text, { shouldDirty: true })),
            validate: (text) => isCnpjOrEmpty(text) || t("fault.cnpj"),
          })}
        />
        <TextField
          {...field("phone", 30)}
          type="tel"
          placeholder="(11) 3862-4410"
          {...register(
            "phone",
            masked(maskPhone, (text) => setValue("phone", text, { shouldDirty: true })),
          )}
        />
        <div className="md:col-span-2">
          <TextField {...field("address", 255)} placeholder={t("addressExample")} {...register("address")} />
        </div>
        <TextField {...field("crmv", 20)} placeholder="SP 12345" hint={t("crmvHint")} {...register("crmv")} />
        <span className="max-md:hidden" />
        <TextField {...field("responsible", 255)} hint={t("responsibleHint")} {...register("responsible")} />
        <TextField {...field("responsible_crmv", 20)} placeholder="CRMV-SP 12345" {...register("responsible_crmv")} />
      </div>
      <Printed shop={shop} values={values} />
    </SettingSection>
  );
}

/** The head of a vaccination card with what stands in the fields; dots where nothing does, as there. */
function Printed({ shop, values }: { shop: string; values: PaperValues }) {
  const t = useTranslations("settings.paper");
  const dots = "…………………";
  const responsible = [values.responsible, values.responsible_crmv].filter((text) => text.trim() !== "").join(" · ");
  return (
    <figure className="rounded-md bg-sunken p-4">
      <figcaption className="text-sm text-ink-soft">{t("printed")}</figcaption>
      <p className="mt-2 font-semibold">{shop}</p>
      <p>{t("printedNumbers", { cnpj: values.cnpj.trim() || dots, crmv: values.crmv.trim() || dots })}</p>
      {responsible && <p>{t("printedResponsible", { who: responsible })}</p>}
      {[values.address, values.phone].map((text, at) => text.trim() && <p key={at}>{text}</p>)}
    </figure>
  );
}
