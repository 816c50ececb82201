import { expect, it } from "vitest";
import { rampText, rangesOf, stopOf } from "./ramp";
import { groupHref, isOf, type Replay } from "./types";

it.each([
  [[], ""],
  [[1], "1"],
  [[1, 2, 5, 3], "1, 2, 5, 3"],
  [[1, 2, 5, 10, 20, 50, 50, 12], "1, 2, 5, 10, 20, 50, 50, 12"],
  [[1, 2, 5, 10, 20, 50, 50, 50, 12], "1, 2, 5, 10, 20, 3 × 50, 12"],
])("the batches %j read %s", (ramp, text) => {
  expect(rampText(ramp)).toBe(text);
});

it("draws runs of numbers together, whatever their order", () => {
  expect(rangesOf([12, 7, 8, 9, 4, 15, 16])).toBe("4, 7–9, 12, 15, 16");
  expect(rangesOf([])).toBe("");
});

it("says why a replay stopped", () => {
  expect(stopOf("message 7 failed again: boom (and 2 more)")).toEqual({ key: "failedAgain", id: "7", more: 2 });
  expect(stopOf("message 7 gave no answer within 60 s")).toEqual({ key: "noAnswer", id: "7", more: 0 });
  expect(stopOf("the broker refused message 9").key).toBe("refused");
  expect(stopOf("message 3 held a secret that was forgotten with its saga").key).toBe("secretGone");
  expect(stopOf("KeyError at replays.py").key).toBe("unknown");
});

it("tells replays of one group from those of another", () => {
  const group = { fingerprint: "ValueError@x:1", service: "auth", queue: "auth.schema.created" };
  const replay = { fingerprint: group.fingerprint, service: null, queue: null } as Replay;
  expect(isOf(replay, group)).toBe(true);
  expect(isOf({ ...replay, service: "tenant" }, group)).toBe(false);
  expect(isOf({ ...replay, fingerprint: null }, group)).toBe(false);
  expect(groupHref(group)).toBe("/ops/mensagens/grupo?causa=ValueError%40x%3A1&servico=auth&fila=auth.schema.created");
});
