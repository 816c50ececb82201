import { type Catalogue, merge } from "./catalogue";
import en from "./en/account.json";
import ptBR from "./pt-BR/account.json";
import { publicPages } from "./public";

/** One's own account; its password fields are the sign-up's. */
export const account: Catalogue = merge({ "pt-BR": ptBR, en }, publicPages);
