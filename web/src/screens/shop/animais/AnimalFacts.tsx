import { useTranslations } from "use-intl";
import { Card } from "@/components/Card";
import type { Animal } from "./queries";
import { useAnimalWords } from "./useAnimalWords";

/** What is known of an animal, and what is not. */
export function AnimalFacts({ animal }: { animal: Animal }) {
  const t = useTranslations("shop.animais");
  const own = useTranslations("animal.field");
  const record = useTranslations("shop.record");
  const words = useAnimalWords();
  const facts = [
    { name: t("field.especie"), value: animal.especie && words.species(animal.especie) },
    { name: t("field.raca"), value: animal.raca },
    { name: t("field.sexo"), value: animal.sexo && words.sex(animal.sexo) },
    { name: own("castrado"), value: animal.castrado === null ? null : own(animal.castrado ? "yes" : "no") },
    { name: t("field.idade"), value: words.age(animal) },
    { name: t("field.nascimento"), value: animal.nascimento && words.date(animal.nascimento) },
    { name: t("field.peso"), value: animal.peso && words.weight(animal.peso) },
    { name: t("field.porte"), value: animal.porte && words.size(animal.porte) },
    { name: t("field.pelagem"), value: animal.pelagem && words.coat(animal.pelagem) },
    { name: own("microchip"), value: animal.microchip },
  ];
  return (
    <Card aria-labelledby="ficha">
      <h2 id="ficha" className="mb-4 text-xl font-bold">
        {t("facts")}
      </h2>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-2 xl:grid-cols-3">
        {facts.map(({ name, value }) => (
          <div key={name} className="min-w-0">
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className={value ? "font-semibold" : "text-ink-soft"}>{value ?? record("unknown")}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
