import { expect, it } from "vitest";
import { aroundToday, past, upcoming } from "./days";

const NOW = new Date("2026-12-01T15:00:00Z");
const visit = (inicio: string, status: string) => ({ inicio, status });
const delivered = visit("2026-11-03T13:00:00Z", "entregue");
const morning = visit("2026-12-01T12:00:00Z", "entregue");
const onTable = visit("2026-12-01T14:00:00Z", "em_atendimento");
const booked = visit("2026-12-05T13:00:00Z", "agendado");
const cancelled = visit("2026-12-06T13:00:00Z", "cancelado");

it("looks two months back and two ahead, as far as the API does at once", () => {
  expect(aroundToday("2026-12-31")).toEqual({
    last: { de: "2026-10-31", ate: "2026-12-31" },
    next: { de: "2026-12-31", ate: "2027-03-02" },
  });
});

it("puts what goes on to what is to come, and leaves out what was called off", () => {
  expect(upcoming([morning, onTable, booked, cancelled], NOW)).toEqual([onTable, booked]);
});

it("puts what is over the latest first", () => {
  expect(past([delivered, morning, onTable], NOW)).toEqual([morning, delivered]);
});
