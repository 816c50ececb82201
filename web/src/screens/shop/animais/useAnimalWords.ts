import { useFormatter, useTranslations } from "use-intl";
import { ageOf, todayInBrasilia } from "../format/age";
import { trimZeros } from "../format/decimal";
import type { Animal } from "./queries";
import { speciesOf } from "./species";

/** How an animal's facts are said in the page's language. */
export function useAnimalWords() {
  const t = useTranslations("shop.animais");
  const format = useFormatter();
  const species = (text: string): string => {
    const known = speciesOf(text);
    return known ? t(`species.${known}`) : text.charAt(0).toUpperCase() + text.slice(1);
  };
  const age = (animal: Pick<Animal, "nascimento" | "idade">): string | null => {
    const found = ageOf(animal, todayInBrasilia());
    return found && t(`age.${found.unit}`, { count: found.count });
  };
  return {
    species,
    age,
    sex: (value: string) => t(`sex.${value}`),
    size: (value: string) => t(`size.${value}`),
    coat: (value: string) => t(`coat.${value}`),
    date: (value: string) => format.dateTime(new Date(`${value}T12:00:00Z`), { dateStyle: "short", timeZone: "UTC" }),
    // Formatting only: weights are never calculated with.
    weight: (value: string) =>
      t("kilos", { weight: format.number(Number(trimZeros(value)), { maximumFractionDigits: 2 }) }),
    /** "Cão · Shih Tzu". */
    kind: (animal: Pick<Animal, "especie" | "raca">): string | null =>
      [animal.especie && species(animal.especie), animal.raca].filter(Boolean).join(" · ") || null,
    /** "Shih Tzu · 3 anos". */
    brief: (animal: Animal): string => {
      const kind = animal.raca ?? (animal.especie ? species(animal.especie) : null);
      return [kind, age(animal)].filter(Boolean).join(" · ");
    },
  };
}
