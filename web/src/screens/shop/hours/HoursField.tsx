import { type Control, type FieldPathByValue, type FieldValues, useController } from "react-hook-form";
import { useTranslations } from "use-intl";
import { CheckField } from "@/components/Field";
import { useWeekWords } from "./useWeekWords";
import { faultyDay, textOf, weekIn, weekOf, type WireHours } from "./week";
import { WeeklyHours } from "./WeeklyHours";

/** The hours of a week in a form, as its text (`textOf`). With `shop` they may be the shop's own, which is no text. */
export function HoursField<V extends FieldValues>({
  control,
  name,
  label,
  shop,
}: {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: string;
  shop?: WireHours;
}) {
  const t = useTranslations("setup.hours");
  const words = useWeekWords();
  const {
    field: { ref, value, onChange },
    fieldState: { error },
  } = useController({
    control,
    name,
    rules: {
      validate: (text: string) => {
        const week = weekIn(text);
        const day = week && faultyDay(week);
        return !day || t("check", { day: t(`day.${day}`) });
      },
    },
  });
  const week = weekIn(value);
  return (
    <div>
      {shop && (
        <CheckField
          label={t("asShop")}
          hint={words(weekOf(shop))}
          checked={week === null}
          onChange={({ target }) => onChange(target.checked ? "" : textOf(weekOf(shop)))}
        />
      )}
      {week && (
        <WeeklyHours
          ref={ref}
          label={label}
          week={week}
          judged={error?.type === "validate"}
          onChange={(next) => onChange(textOf(next))}
        />
      )}
      <p aria-live="polite" className="text-sm font-medium text-danger empty:hidden">
        {error?.message}
      </p>
    </div>
  );
}
