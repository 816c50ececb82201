import { expect, it } from "vitest";
import { byReason, refusedDays } from "./refusal";

it("reads the days of a refusal, and nothing that is none", () => {
  const busy = { data: "2026-12-04", motivo: "busy" };
  expect(refusedDays({ ocorrencias: [busy, { data: 4, motivo: "busy" }, null, { data: "2026-12-11" }] })).toEqual([
    busy,
  ]);
  expect(refusedDays({ ocorrencias: "x" })).toEqual([]);
  expect(refusedDays({})).toEqual([]);
});

it("names each reason once", () => {
  const days = [
    { data: "2026-12-04", motivo: "closed" },
    { data: "2026-12-11", motivo: "busy" },
    { data: "2026-12-18", motivo: "closed" },
  ] as const;
  expect(byReason(days)).toEqual([
    { motivo: "busy", days: ["2026-12-11"] },
    { motivo: "closed", days: ["2026-12-04", "2026-12-18"] },
  ]);
});
