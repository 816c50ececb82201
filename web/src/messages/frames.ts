import type { Catalogue } from "./catalogue";
import en from "./en/frames.json";
import ptBR from "./pt-BR/frames.json";

export const frames: Catalogue = { "pt-BR": ptBR, en };
