import type { Catalogue } from "./catalogue";
import en from "./en/reminders.json";
import ptBR from "./pt-BR/reminders.json";

export const reminders: Catalogue = { "pt-BR": ptBR, en };
