import type { Catalogue } from "./catalogue";
import en from "./en/settings.json";
import ptBR from "./pt-BR/settings.json";

export const settings: Catalogue = { "pt-BR": ptBR, en };
