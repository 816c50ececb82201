import { useFormatter, useTranslations } from "use-intl";
import { useMoney } from "../format/useMoney";
import type { Value } from "./changes";

/** A field's name, and its values as people write them, on the clock of the zone. */
export function useChangeWords(zone: string) {
  const t = useTranslations("history");
  const format = useFormatter();
  const money = useMoney();
  const said = (field: string, { as, text }: Value): string => {
    switch (as) {
      case "moment":
        return format.dateTime(new Date(text), { dateStyle: "short", timeStyle: "short", timeZone: zone });
      case "day":
        return format.dateTime(new Date(`${text}T00:00:00Z`), { dateStyle: "short", timeZone: "UTC" });
      case "number":
        return format.number(Number(text));
      case "money":
        return money(text);
      case "record":
        return t("number", { id: text });
      case "flag":
        return t(`flag.${text}`);
      case "word":
        return t.has(`value.${field}.${text}`) ? t(`value.${field}.${text}`) : text;
      default:
        return text;
    }
  };
  return {
    field: (field: string): string => (t.has(`field.${field}`) ? t(`field.${field}`) : field),
    values: (field: string, values: readonly Value[]): string => values.map((one) => said(field, one)).join(", "),
  };
}
