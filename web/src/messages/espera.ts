import type { Catalogue } from "./catalogue";
import en from "./en/espera.json";
import ptBR from "./pt-BR/espera.json";

export const espera: Catalogue = { "pt-BR": ptBR, en };
