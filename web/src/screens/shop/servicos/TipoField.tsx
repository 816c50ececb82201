import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { type ServicoValues, TIPOS } from "./values";

/** What kind it is; that never changes afterwards. */
export function TipoField({ control }: { control: Control<ServicoValues> }) {
  const t = useTranslations("setup.servicos");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({ control, name: "tipo" });
  return (
    <div>
      <ChoiceField
        label={t("field.tipo")}
        name="tipo"
        ref={ref}
        picked={value}
        error={fieldState.error?.message}
        onBlur={onBlur}
        onChange={({ target }) => onChange(target.value)}
        options={TIPOS.map((tipo) => ({ value: tipo, label: t(`tipo.${tipo}`) }))}
      />
      <p className="mt-1.5 text-sm text-ink-soft">{t(`about.${value}`)}</p>
    </div>
  );
}
