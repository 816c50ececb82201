import { type Control, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { ChoiceField } from "@/components/Choice";
import { ColorDot } from "./ColorDot";
import { colorName, COLORS } from "./colors";
import type { ProfissionalValues } from "./values";

/** The colour of somebody's column: a few that can be read by day and by night, or none. */
export function ColorField({ control }: { control: Control<ProfissionalValues> }) {
  const t = useTranslations("setup.profissionais");
  const {
    field: { ref, value, onChange, onBlur },
    fieldState,
  } = useController({ control, name: "cor" });
  // Set by other means than this form: it stays a choice while it is the one.
  const foreign = value !== "" && colorName(value) === null ? [{ hex: value, name: "other" }] : [];
  return (
    <ChoiceField
      label={t("field.cor")}
      name="cor"
      ref={ref}
      picked={value}
      error={fieldState.error?.message}
      onBlur={onBlur}
      onChange={({ target }) => onChange(target.value)}
      options={[
        { value: "", label: t("color.none"), icon: <ColorDot cor="" /> },
        ...[...COLORS, ...foreign].map(({ hex, name }) => ({
          value: hex,
          label: t(`color.${name}`),
          icon: <ColorDot cor={hex} className="rounded-full bg-surface" />,
        })),
      ]}
    />
  );
}
