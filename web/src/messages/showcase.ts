import type { Catalogue } from "./catalogue";
import en from "./en/showcase.json";
import ptBR from "./pt-BR/showcase.json";

export const showcase: Catalogue = { "pt-BR": ptBR, en };
