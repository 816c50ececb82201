// What a form changed, and where two people changed the same.

export type Values = Record<string, string | boolean>;
/** What the server held when the editing began. */
export type Base<V extends Values> = { values: V; version: number };
export type Difference<V extends Values> = { name: keyof V & string; mine: string | boolean; theirs: string | boolean };

/** The names of the fields that are no longer as they were. */
export function changedFields<V extends Values>(base: V, values: V): (keyof V & string)[] {
  return namesOf(base).filter((name) => base[name] !== values[name]);
}

/** Where both of us changed the same field, to different values; and what only the others changed. */
export function compare<V extends Values>(
  base: V,
  mine: V,
  theirs: V,
): { clashes: Difference<V>[]; others: Difference<V>[] } {
  const all = namesOf(base).map((name) => ({ name, mine: mine[name] ?? "", theirs: theirs[name] ?? "" }));
  const differing = all.filter((field) => field.mine !== field.theirs);
  return {
    clashes: differing.filter(({ name }) => mine[name] !== base[name] && theirs[name] !== base[name]),
    others: differing.filter(({ name }) => mine[name] === base[name]),
  };
}

/** What is stored now, with my changes upon it. */
export function rebase<V extends Values>(base: V, mine: V, theirs: V): V {
  const changes = changedFields(base, mine).map((name) => [name, mine[name]]);
  return { ...theirs, ...(Object.fromEntries(changes) as Partial<V>) };
}

/** Those members of a body that belong to changed fields. */
export function pick<B extends object>(body: B, names: readonly string[]): Partial<B> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name))) as Partial<B>;
}

function namesOf<V extends Values>(values: V): (keyof V & string)[] {
  return Object.keys(values);
}
