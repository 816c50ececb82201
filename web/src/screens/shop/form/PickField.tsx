import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { ChoiceField, type Option } from "@/components/Choice";

/** One of a few as chips, or none: what is not known can be taken back. */
export function PickField<V extends FieldValues>({
  control,
  name,
  label,
  options,
}: {
  control: Control<V>;
  name: FieldPath<V>;
  label: string;
  options: Option[];
}) {
  const t = useTranslations("shop.form");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({ control, name });
  const picked = String(value);
  return (
    <ChoiceField
      label={label}
      options={options}
      optional={t("optional")}
      error={fieldState.error?.message}
      name={name}
      ref={ref}
      picked={picked}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
      after={
        picked !== "" && (
          <Button look="quiet" onClick={() => onChange("")} aria-label={t("clearField", { field: label })}>
            {t("clear")}
          </Button>
        )
      }
    />
  );
}
