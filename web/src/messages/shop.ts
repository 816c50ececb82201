import type { Catalogue } from "./catalogue";
import en from "./en/shop.json";
import ptBR from "./pt-BR/shop.json";

export const shop: Catalogue = { "pt-BR": ptBR, en };
