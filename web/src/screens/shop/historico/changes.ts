import type { Entry } from "./queries";

export type Change = { field: string; before: string | undefined; after: string | undefined };

/** What an entry says of each field, as text; of a version, which every change raises, nothing. */
export function changesOf({ before, after }: Pick<Entry, "before" | "after">): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  fields.delete("version");
  return [...fields].sort().map((field) => ({ field, before: shown(before?.[field]), after: shown(after?.[field]) }));
}

const PAGES: Record<string, string> = { cliente: "/tutores", animal: "/animais", servico: "/servicos" };

/** The page of the record that an entry is about, if it has one and is still there. */
export function pageOf({ entity, entity_id, action }: Pick<Entry, "entity" | "entity_id" | "action">) {
  const list = PAGES[entity];
  return list && entity_id && !action.endsWith(".deleted") ? `${list}/${entity_id}` : undefined;
}

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
