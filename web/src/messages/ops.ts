import type { Catalogue } from "./catalogue";
import en from "./en/ops.json";
import ptBR from "./pt-BR/ops.json";

export const ops: Catalogue = { "pt-BR": ptBR, en };
