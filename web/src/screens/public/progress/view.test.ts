import { describe, expect, test } from "vitest";
import type { Saga } from "@/api/sagaStream";
import { isSlow, stageOf, STEPS, stepsOf, wayOutOf } from "./view";

type Status = Saga["steps"][number]["status"];

describe("where it stands", () => {
  test.each([
    ["REQUESTED", "building"],
    ["SCHEMA_CREATED", "building"],
    ["ADMIN_CREATED", "building"],
    ["COMPLETED", "ready"],
    ["COMPENSATING", "undoing"],
    ["ROLLED_BACK", "undone"],
    ["COMPENSATION_FAILED", "stuck"],
  ])("%s is %s", (state, stage) => {
    expect(stageOf(saga(state, []))).toBe(stage);
  });

  test("nothing heard yet is being built", () => {
    expect(stageOf(undefined)).toBe("building");
    expect(looks(undefined)).toEqual(["running", "waiting", "waiting", "waiting"]);
  });
});

describe("the four steps", () => {
  test("between two steps the next one is at work", () => {
    expect(looks(saga("SCHEMA_CREATED", ["done", "done", "pending", "pending"]))).toEqual([
      "done",
      "done",
      "running",
      "waiting",
    ]);
  });

  test("while undoing nothing is begun", () => {
    expect(looks(saga("COMPENSATING", ["done", "compensated", "failed", "pending"]))).toEqual([
      "done",
      "undone",
      "failed",
      "waiting",
    ]);
  });

  test("one that is done tells how long it took; the others do not", () => {
    const [first, second] = stepsOf(saga("REQUESTED", ["done", "running"]));
    expect(first?.ms).toBe(250);
    expect(second?.ms).toBeUndefined();
  });
});

describe("slow", () => {
  test("is what takes over ten seconds, or was begun again", () => {
    expect(isSlow(saga("REQUESTED", ["running"]), 10_000)).toBe(false);
    expect(isSlow(saga("REQUESTED", ["running"]), 10_001)).toBe(true);
    expect(isSlow(saga("REQUESTED", ["running"], 2), 500)).toBe(true);
  });

  test("is not what has ended", () => {
    expect(isSlow(saga("COMPLETED", ["done", "done", "done", "done"], 3), 60_000)).toBe(false);
  });
});

test("only a taken e-mail asks for another one", () => {
  expect(wayOutOf("EMAIL_TAKEN")).toBe("email");
  expect(["SCHEMA_FAILED", "TIMED_OUT", "CANCELLED", null].map(wayOutOf)).toEqual(["again", "again", "again", "again"]);
});

function looks(of: Saga | undefined): string[] {
  return stepsOf(of).map((step) => step.look);
}

function saga(state: string, statuses: Status[], attempts = 1): Saga {
  return {
    saga_id: "s",
    kind: "create_tenant",
    tenant_id: "t",
    subdomain: "pet-feliz",
    state,
    failure_code: null,
    started_at: "2026-11-24T12:00:00Z",
    finished_at: null,
    duration_ms: 0,
    steps: statuses.map((status, index) => ({
      name: STEPS[index] ?? "?",
      status,
      attempts,
      error_code: null,
      started_at: "2026-11-24T12:00:00.000Z",
      finished_at: status === "done" ? "2026-11-24T12:00:00.250Z" : null,
    })),
  };
}
