import type { Catalogue } from "./catalogue";
import en from "./en/history.json";
import ptBR from "./pt-BR/history.json";

export const history: Catalogue = { "pt-BR": ptBR, en };
