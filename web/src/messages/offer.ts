import type { Catalogue } from "./catalogue";
import en from "./en/offer.json";
import ptBR from "./pt-BR/offer.json";

/** What the landing page and the sign-up both speak of: the plans, and a sign-up under way. */
export const offer: Catalogue = { "pt-BR": ptBR, en };
