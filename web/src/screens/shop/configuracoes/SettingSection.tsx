import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import type { SettingForm } from "./useSettingForm";

/** A section of the settings: what it is about in plain words, its fields, and its own button to save. */
export function SettingSection<V extends FieldValues>({
  setting,
  children,
}: {
  setting: SettingForm<V>;
  children: ReactNode;
}) {
  const t = useTranslations("settings");
  const { id, busy, dirty, trouble } = setting;
  const title = t(`section.${id}`);
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
      <h2 id={`${id}-title`} className="text-xl font-bold">
        {title}
      </h2>
      <p className="mt-1 mb-5 max-w-prose text-ink-soft">{t(`lead.${id}`)}</p>
      <form
        noValidate
        aria-label={title}
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          void setting.submit();
        }}
      >
        {children}
        {trouble && (
          <Banner kind="danger" title={t("notSaved")}>
            {trouble}
          </Banner>
        )}
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
          <Button type="submit" busy={busy} look={dirty ? "primary" : "secondary"} aria-label={t("saveOne", { title })}>
            {t("save")}
          </Button>
          {dirty && (
            <Button look="quiet" onClick={setting.discard}>
              {t("discard")}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
