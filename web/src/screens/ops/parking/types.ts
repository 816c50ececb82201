import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Group = Schemas["GroupOut"];
export type Message = Schemas["MessageOut"];
export type MessageDetail = Schemas["MessageDetail"];
export type AffectedSet = Schemas["AffectedSet"];
export type Replay = Schemas["ReplayOut"];
export type MessageStatus = Message["status"];
export const STATUSES: readonly MessageStatus[] = ["parked", "replaying", "replayed", "discarded"];

/** Messages that failed in the same way at the same place, as the address names them. */
export type GroupId = { fingerprint: string; service: string; queue: string };

export function groupHref({ fingerprint, service, queue }: GroupId): string {
  return `/ops/mensagens/grupo?${new URLSearchParams({ causa: fingerprint, servico: service, fila: queue })}`;
}

/** Whether a replay sent messages of this group. */
export function isOf(replay: Replay, { fingerprint, service, queue }: GroupId): boolean {
  return (
    replay.fingerprint === fingerprint && (replay.service ?? service) === service && (replay.queue ?? queue) === queue
  );
}
