import type { Catalogue } from "./catalogue";
import en from "./en/animal.json";
import ptBR from "./pt-BR/animal.json";

export const animal: Catalogue = { "pt-BR": ptBR, en };
