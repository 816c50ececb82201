import { type Catalogue, merge } from "./catalogue";
import en from "./en/access.json";
import ptBR from "./pt-BR/access.json";
import { publicPages } from "./public";

/** The ways back into an account; their password field is the sign-up's. */
export const access: Catalogue = merge({ "pt-BR": ptBR, en }, publicPages);
