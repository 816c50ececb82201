import { expect, it } from "vitest";
import type { SagaDetail, TimedStep } from "../sagas/types";
import { onScale, pace } from "./pace";
import { deedsOf, outcomesOf, undoingOf } from "./undoing";

function steps(...done: string[]): Pick<SagaDetail, "steps"> {
  const names = ["create_schema", "initialize_data", "create_admin", "activate_tenant"];
  const step = (name: string): TimedStep => ({
    name,
    status: done.includes(name) ? "done" : "pending",
    started_at: null,
    finished_at: null,
    attempts: 1,
    error_code: null,
    duration_ms: null,
    p50_ms: null,
    p95_ms: null,
  });
  return { steps: names.map(step) };
}

it("undoes strictly in reverse, and says what is there by now", () => {
  expect(undoingOf(steps("create_schema", "initialize_data"))).toEqual([
    { step: "remove_admin", there: false },
    { step: "drop_schema", there: true },
    { step: "release_name", there: true },
  ]);
  expect(undoingOf(steps()).filter(({ there }) => there)).toEqual([{ step: "release_name", there: true }]);
});

it("offers only what the API allows; the two ways to resolve are one button", () => {
  expect(deedsOf(["retry", "compensate", "resolve_rolled_back"])).toEqual(["retry", "compensate", "resolve"]);
  expect(deedsOf(["retry", "resolve_completed"])).toEqual(["retry", "resolve"]);
  expect(deedsOf([])).toEqual([]);
  expect(outcomesOf(["retry", "resolve_rolled_back"])).toEqual(["ROLLED_BACK"]);
});

it("calls a step slow only beyond what 95 of 100 take", () => {
  expect([pace(100, 100), pace(101, 100), pace(null, 100), pace(5, null)]).toEqual([
    "usual",
    "slow",
    "unknown",
    "unknown",
  ]);
});

it("has all three durations on its scale", () => {
  const at = onScale(2_000, 100, 300);
  expect(at.took).toBeLessThan(100);
  expect(at.p50).toBeLessThan(at.p95);
  expect(onScale(null, 0, 0)).toEqual({ took: 0, p50: 0, p95: 0 });
});
