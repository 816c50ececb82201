import type { Catalogue } from "./catalogue";
import en from "./en/common.json";
import ptBR from "./pt-BR/common.json";

export const common: Catalogue = { "pt-BR": ptBR, en };
