import type { Catalogue } from "./catalogue";
import en from "./en/letters.json";
import ptBR from "./pt-BR/letters.json";

export const letters: Catalogue = { "pt-BR": ptBR, en };
