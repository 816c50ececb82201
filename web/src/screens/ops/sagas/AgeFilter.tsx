import { useId } from "react";
import { useTranslations } from "use-intl";
import { AGES } from "./filters";

/** Only sagas begun longer ago than this. */
export function AgeFilter({ value, onChange }: { value: string; onChange: (age: string) => void }) {
  const t = useTranslations("ops.sagas");
  const id = useId();
  const isOther = value !== "" && !AGES.some((age) => age === value);
  return (
    <span className="inline-flex items-center gap-2">
      <label htmlFor={id} className="text-sm text-ink-soft">
        {t("olderThan")}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 rounded-full border border-line-strong bg-surface px-4"
      >
        <option value="">{t("anyAge")}</option>
        {AGES.map((age) => (
          <option key={age} value={age}>
            {t(`ages.${age}`)}
          </option>
        ))}
        {isOther && <option value={value}>{value}</option>}
      </select>
    </span>
  );
}
