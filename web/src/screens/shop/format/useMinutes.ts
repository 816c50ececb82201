import { useTranslations } from "use-intl";

/** 45 as "45 min", 90 as "1 h 30 min". */
export function useMinutes(): (minutes: number) => string {
  const t = useTranslations("shop.minutes");
  return (all) => {
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (hours === 0) return t("minutes", { minutes });
    return minutes === 0 ? t("hours", { hours }) : t("both", { hours, minutes });
  };
}
