import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ops } from "@/messages/ops";
import { contradictionOf, contradictionsIn, isLost } from "./refusals";

it("says in our words what the API says of reality", () => {
  expect(contradictionOf("the schema still exists")).toEqual({ key: "schema", values: {} });
  expect(contradictionOf("2 user(s) of the shop still exist")).toEqual({ key: "users", values: { count: "2" } });
  expect(contradictionOf("the shop is failed, not active")).toEqual({
    key: "notActive",
    values: { status: "failed" },
  });
  expect(contradictionOf("the moon is full")).toBeUndefined();
});

it("knows every sentence that the service can say", () => {
  const source = readFileSync("../services/provisioning/reality.py", "utf8");
  const sentences = [...source.matchAll(/^ {12}\(.*, f?"([^"]+)"\),?$/gm)].map(([, text]) => text ?? "");
  expect(sentences).toHaveLength(11);
  for (const sentence of sentences) {
    const said = sentence.replace("{self.users}", "2").replace("{self.tenant_status or 'unknown'}", "active");
    const known = contradictionOf(said);
    expect(known, said).toBeDefined();
    expect(ops["pt-BR"], said).toHaveProperty(`ops.contradiction.${known?.key ?? "?"}`);
  }
});

it("finds them in a refusal, and nothing in one of another kind", () => {
  expect(contradictionsIn({ contradictions: ["a", 1, "b"] })).toEqual(["a", "b"]);
  expect(contradictionsIn({ code: "STALE_VERSION" })).toEqual([]);
});

it("knows when an answer was lost, and nobody can say whether it was done", () => {
  expect([0, 200, 408, 429, 500, 502, 503, 504].filter((status) => !isLost({ status }))).toEqual([]);
  expect([400, 401, 403, 404, 409, 412, 422].filter((status) => isLost({ status }))).toEqual([]);
});
