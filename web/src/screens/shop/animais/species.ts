import { Bird, Cat, Dog, Fish, type LucideIcon, PawPrint, Rabbit, Rat, Squirrel, Turtle } from "lucide-react";

/** Species as they are stored, in a shop's own order; the first four are nearly all that come. */
export const SPECIES = [
  "cão",
  "gato",
  "ave",
  "coelho",
  "hamster",
  "porquinho-da-índia",
  "chinchila",
  "furão",
  "jabuti",
  "peixe",
] as const;
export type Species = (typeof SPECIES)[number];
export const USUAL = 4;

const ICONS: Record<Species, LucideIcon> = {
  cão: Dog,
  gato: Cat,
  ave: Bird,
  coelho: Rabbit,
  hamster: Rat,
  "porquinho-da-índia": Squirrel,
  chinchila: Squirrel,
  furão: Rat,
  jabuti: Turtle,
  peixe: Fish,
};

// What other programs and imports write for the same.
const SYNONYMS: Record<string, Species> = {
  cachorro: "cão",
  cachorra: "cão",
  cadela: "cão",
  canina: "cão",
  canino: "cão",
  dog: "cão",
  gata: "gato",
  felina: "gato",
  felino: "gato",
  cat: "gato",
  passaro: "ave",
  coelha: "coelho",
};

const BREEDS: Partial<Record<Species, readonly string[]>> = {
  cão: [
    "SRD (vira-lata)",
    "Shih Tzu",
    "Yorkshire",
    "Spitz Alemão",
    "Lhasa Apso",
    "Golden Retriever",
    "Pinscher",
    "Dachshund",
    "Pug",
    "Maltês",
  ],
  gato: ["SRD (vira-lata)", "Siamês", "Persa"],
};

/** The species of our list that a text means; null for any other. */
export function speciesOf(text: string | null): Species | null {
  const folded = fold(text ?? "");
  return SPECIES.find((species) => fold(species) === folded) ?? SYNONYMS[folded] ?? null;
}

export function iconOf(text: string | null): LucideIcon {
  const species = speciesOf(text);
  return species ? ICONS[species] : PawPrint;
}

/** The breeds that are seen most; suggestions, never a limit. */
export function breedsOf(text: string): readonly string[] {
  const species = speciesOf(text);
  return (species && BREEDS[species]) ?? [];
}

function fold(text: string): string {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
