import type { Catalogue } from "./catalogue";
import en from "./en/landing.json";
import ptBR from "./pt-BR/landing.json";

export const landing: Catalogue = { "pt-BR": ptBR, en };
