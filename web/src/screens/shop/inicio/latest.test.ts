import { expect, it } from "vitest";
import { newestOf, partOfDay } from "./latest";

const row = (id: number, day: number) => ({ id, created_at: `2026-11-0${day}T12:00:00Z` });

it("finds the newest of a list that came by name", () => {
  const page = { items: [row(1, 3), row(2, 5), row(3, 5), row(4, 1)], next_cursor: null };
  expect(newestOf(page, 3)?.map(({ id }) => id)).toEqual([3, 2, 1]);
});

it("knows no newest when there is more than was read", () => {
  expect(newestOf({ items: [row(1, 3)], next_cursor: "more" }, 3)).toBeNull();
});

it("greets by Brasília's clock", () => {
  const at = (utc: string) => partOfDay(new Date(`2026-11-24T${utc}Z`));
  expect([at("07:59:00"), at("08:00:00"), at("14:59:00"), at("15:00:00"), at("20:59:00"), at("21:00:00")]).toEqual([
    "evening",
    "morning",
    "morning",
    "afternoon",
    "afternoon",
    "evening",
  ]);
});
