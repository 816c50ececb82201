import type { Catalogue } from "./catalogue";
import en from "./en/agenda.json";
import ptBR from "./pt-BR/agenda.json";

export const agenda: Catalogue = { "pt-BR": ptBR, en };
