import type { Catalogue } from "./catalogue";
import en from "./en/errors.json";
import ptBR from "./pt-BR/errors.json";

/** What went wrong, in words that say what to do: `problem` by the code of a refusal, `field` by that of a field. */
export const errors: Catalogue = { "pt-BR": ptBR, en };
