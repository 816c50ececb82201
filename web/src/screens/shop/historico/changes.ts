import type { Entry } from "./queries";

/** One value, and what it is: `word` may stand for something that has a name; `parts` are fields of their own. */
export type Value =
  | { as: "text" | "word" | "flag" | "moment" | "day" | "number" | "money" | "record"; text: string }
  | { as: "parts"; parts: { field: string; values: Value[] }[] }
  | { as: "span"; from: string; until: string };
export type Change = { field: string; before: Value[] | undefined; after: Value[] | undefined };

// What the page says already, or nobody can read.
const UNSAID = ["version", "id", "usuario_id", "arquivo", "largura", "altura"];
const MONEY = new Set(["preco", "taxa"]);
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CLOCK = /^(\d\d:\d\d):00$/;
const WORD = /^[A-Za-z][\w-]*$/;
const HOUR = /^\d\d:\d\d$/;
// Settings are kept as JSON in a text.
const NESTED = /^[[{]/;

/** What an entry says of each field; of a version, which every change raises, nothing. */
export function changesOf({ before, after }: Pick<Entry, "before" | "after">): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const field of UNSAID) fields.delete(field);
  return [...fields]
    .sort()
    .map((field) => ({
      field,
      before: valuesOf(field, without(before?.[field], after?.[field])),
      after: valuesOf(field, without(after?.[field], before?.[field])),
    }))
    .filter((change) => change.before !== undefined || change.after !== undefined);
}

const PAGES: Record<string, string> = { cliente: "/tutores", animal: "/animais", servico: "/servicos" };

/** The page of the record that an entry is about, if it has one and is still there. */
export function pageOf({ entity, entity_id, action }: Pick<Entry, "entity" | "entity_id" | "action">) {
  const list = PAGES[entity];
  return list && entity_id && !action.endsWith(".deleted") ? `${list}/${entity_id}` : undefined;
}

function valuesOf(field: string, told: unknown): Value[] | undefined {
  const value = field === "config_value" ? unpacked(told) : told;
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return [valueOf(field, value)];
  const values = value.map((one: unknown) => valueOf(field, one));
  return values.length === 0 ? undefined : values;
}

/** Of a list what the other one has not: fifteen prices of which one is new are one. */
function without(list: unknown, other: unknown): unknown {
  if (!Array.isArray(list) || !Array.isArray(other)) return list;
  const kept = new Set(other.map((one) => JSON.stringify(one)));
  return list.filter((one) => !kept.has(JSON.stringify(one)));
}

function unpacked(value: unknown): unknown {
  if (typeof value !== "string" || !NESTED.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function valueOf(field: string, value: unknown): Value {
  if (typeof value === "boolean") return { as: "flag", text: value ? "yes" : "no" };
  if (typeof value === "number") return { as: numberOf(field), text: String(value) };
  if (typeof value === "object" && value !== null) return nestedOf(field, value);
  if (typeof value !== "string") return { as: "text", text: JSON.stringify(value) };
  if (MONEY.has(field) && Number.isFinite(Number(value))) return { as: "money", text: value };
  if (MOMENT.test(value)) return { as: "moment", text: value };
  if (DAY.test(value)) return { as: "day", text: value };
  const clock = CLOCK.exec(value)?.[1];
  if (clock !== undefined) return { as: "text", text: clock };
  return { as: WORD.test(value) ? "word" : "text", text: value };
}

function numberOf(field: string): "record" | "money" | "number" {
  if (field.endsWith("_id") || field === "mesclado_em") return "record";
  return MONEY.has(field) ? "money" : "number";
}

function nestedOf(field: string, value: object): Value {
  const phone = "numero" in value && "whatsapp" in value ? value.numero : null;
  if (typeof phone === "string") return { as: "text", text: phone };
  if (Array.isArray(value)) {
    const [from, until, ...more] = value as unknown[];
    const isSpan = typeof from === "string" && typeof until === "string" && HOUR.test(from) && more.length === 0;
    return isSpan
      ? { as: "span", from, until }
      : { as: "parts", parts: [{ field, values: valuesOf(field, value) ?? [] }] };
  }
  const parts = Object.entries(value).flatMap(([name, one]) => {
    const values = valuesOf(name, one);
    return values && !UNSAID.includes(name) ? [{ field: name, values }] : [];
  });
  return { as: "parts", parts };
}
