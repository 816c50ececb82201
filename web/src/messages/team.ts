import type { Catalogue } from "./catalogue";
import en from "./en/team.json";
import ptBR from "./pt-BR/team.json";

export const team: Catalogue = { "pt-BR": ptBR, en };
