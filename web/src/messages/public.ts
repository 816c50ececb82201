import type { Catalogue } from "./catalogue";
import en from "./en/public.json";
import ptBR from "./pt-BR/public.json";

export const publicPages: Catalogue = { "pt-BR": ptBR, en };
