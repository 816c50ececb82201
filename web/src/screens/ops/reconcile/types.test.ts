import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ops } from "@/messages/ops";
import { drops, type Finding, isUsual, type Plan, stillChosen } from "./types";

const finding = (over: Partial<Finding>): Finding =>
  ({ id: "1", kind: "grants_differ", action: "adopt", ...over }) as Finding;
const plan = (...findings: Partial<Plan["findings"][number]>[]): Plan =>
  ({ dry_run: true, set_digest: "", findings }) as Plan;

it("has words in both languages for every kind that the service knows, and knows which need a decision", () => {
  const source = readFileSync("../services/provisioning/reconcile/kinds.py", "utf8");
  const advice = [...source.matchAll(/Kind\.([A-Z_]+): Advice\(\s+Action\.([A-Z]+)/g)];
  expect(advice.length).toBeGreaterThanOrEqual(19);
  for (const [, name = "", action = ""] of advice) {
    const kind = name.toLowerCase();
    for (const locale of ["pt-BR", "en"] as const) {
      for (const part of ["title", "will", "risk"]) {
        expect(ops[locale]).toHaveProperty(`ops.reconcile.kind.${kind}.${part}`);
      }
    }
    expect(isUsual({ kind, action: action.toLowerCase() }), kind).toBe(true);
  }
});

it("leaves the word to the API where the usual deed is not safe", () => {
  expect(isUsual(finding({ action: "none" }))).toBe(false);
});

it("keeps only chosen findings that are still there and can be repaired", () => {
  const shown = [finding({ id: "1" }), finding({ id: "2", action: "none" }), finding({ id: "3" })];
  expect(stillChosen(new Set(["1", "2", "gone"]), shown)).toEqual(["1"]);
});

it("asks for more than a reason only when something is dropped", () => {
  expect(drops(plan({ action: "drop", possible: true }, { action: "adopt", possible: true }))).toBe(true);
  expect(drops(plan({ action: "drop", possible: false }, { action: "adopt", possible: true }))).toBe(false);
});
