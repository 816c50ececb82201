import type { Catalogue } from "./catalogue";
import en from "./en/taxi.json";
import ptBR from "./pt-BR/taxi.json";

export const taxi: Catalogue = { "pt-BR": ptBR, en };
