import type { Catalogue } from "./catalogue";
import en from "./en/setup.json";
import ptBR from "./pt-BR/setup.json";

export const setup: Catalogue = { "pt-BR": ptBR, en };
