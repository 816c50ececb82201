import { useFormatter, useTranslations } from "use-intl";
import { useMoney } from "../format/useMoney";
import type { Value } from "./changes";

/** A field's name, and its values as people write them, on the clock of the zone. */
export function useChangeWords(zone: string) {
  const t = useTranslations("history");
  const format = useFormatter();
  const money = useMoney();
  const named = (field: string): string => (t.has(`field.${field}`) ? t(`field.${field}`) : field);
  const list = (field: string, values: readonly Value[]): string =>
    values.map((one) => said(field, one)).join(values.some(({ as }) => as === "parts") ? "; " : ", ");
  const said = (field: string, value: Value): string => {
    if (value.as === "span") return t("span", { from: value.from, until: value.until });
    if (value.as === "parts") {
      return value.parts
        .map((part) => t("part", { name: named(part.field), text: list(part.field, part.values) }))
        .join(", ");
    }
    const { as, text } = value;
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
  return { field: named, values: list };
}
