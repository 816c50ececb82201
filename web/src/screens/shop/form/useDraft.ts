import { useCallback, useState } from "react";
import { useSession } from "@/session";
import { clearDraft, readDraft, writeDraft } from "@/storage/draft";
import type { Attempt } from "./attempt";
import type { Base, Values } from "./changes";

/** What survives a reload or an expired session: the text, what it was based on, and a send without an answer. */
export type Draft<V extends Values> = { values: V; base?: Base<V> | undefined; attempt?: Attempt | undefined };

export type DraftStore<V extends Values> = {
  found: Draft<V> | null;
  keep: (draft: Draft<V>) => void;
  clear: () => void;
};

/** The draft of one form of whoever is signed in; `start` tells which fields there are. */
export function useDraft<V extends Values>(name: string, start: V): DraftStore<V> {
  const { account } = useSession();
  const owner = account?.user.id ?? "";
  const [found] = useState(() => asDraft(readDraft(owner, name), start));
  const keep = useCallback((draft: Draft<V>) => writeDraft(owner, name, draft), [owner, name]);
  const clear = useCallback(() => clearDraft(owner, name), [owner, name]);
  return { found, keep, clear };
}

function asDraft<V extends Values>(stored: unknown, start: V): Draft<V> | null {
  if (!isRecord(stored)) return null;
  const values = asValues(stored.values, start);
  if (!values) return null;
  return { values, base: asBase(stored.base, start), attempt: asAttempt(stored.attempt) };
}

function asBase<V extends Values>(stored: unknown, start: V): Base<V> | undefined {
  if (!isRecord(stored) || typeof stored.version !== "number") return undefined;
  const values = asValues(stored.values, start);
  return values && { values, version: stored.version };
}

function asAttempt(stored: unknown): Attempt | undefined {
  if (!isRecord(stored)) return undefined;
  const { key, body, unsure } = stored;
  if (typeof key !== "string" || typeof body !== "string" || typeof unsure !== "boolean") return undefined;
  return { key, body, unsure };
}

function asValues<V extends Values>(stored: unknown, start: V): V | undefined {
  if (!isRecord(stored)) return undefined;
  const fits = Object.entries(start).every(([name, value]) => typeof stored[name] === typeof value);
  if (!fits) return undefined;
  return Object.fromEntries(Object.keys(start).map((name) => [name, stored[name]])) as V;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
