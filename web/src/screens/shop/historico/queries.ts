import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { PAGE_SIZE, useRows } from "../list/pages";

export type Entry = components["schemas"]["AuditEntryOut"];

/** What can be looked for by kind; the others are found by searching. */
export const ENTITIES = [
  "cliente",
  "animal",
  "servico",
  "profissional",
  "bloqueio",
  "agendamento",
  "vacina",
  "espera",
  "taxi",
  "user",
  "session",
  "shop",
  "configuration",
] as const;
export type Entity = (typeof ENTITIES)[number];

/** What happened in the shop, the newest first. */
export function useHistory(q: string, entity: Entity | undefined) {
  return useRows<Entry>(
    ["history", q, entity],
    (cursor, signal) => {
      const query = { limit: PAGE_SIZE, ...(q && { q }), ...(entity && { entity }), ...(cursor && { cursor }) };
      return unwrap(api.GET("/api/v1/audit", { params: { query }, signal }));
    },
    { keep: true },
  );
}
