import Link from "next/link";
import { AnimalAvatar } from "./AnimalAvatar";
import type { Animal } from "./queries";
import { useAnimalWords } from "./useAnimalWords";

/** An animal in a few words, leading to all of them. */
export function AnimalCard({ animal, tutor }: { animal: Animal; tutor?: string | undefined }) {
  const words = useAnimalWords();
  const lines = [words.brief(animal), tutor].filter(Boolean);
  return (
    <Link
      href={`/animais/${animal.id}`}
      className="flex min-h-18 items-center gap-3 rounded-md border border-line p-3 transition-colors hover:border-brand hover:bg-sunken/60"
    >
      <AnimalAvatar nome={animal.nome} especie={animal.especie} />
      <span className="min-w-0">
        <span className="block truncate font-semibold">{animal.nome}</span>
        {lines.map((line) => (
          <span key={line} className="block truncate text-sm text-ink-soft">
            {line}
          </span>
        ))}
      </span>
    </Link>
  );
}
