import { expect, it } from "vitest";
import { blockIn, newBlock, periodFault, spanOf } from "./values";

const ZONE = "America/Sao_Paulo";
const day = newBlock("2026-12-24");

it("blocks whole days from midnight to midnight on the shop's clock", () => {
  const sent = blockIn({ ...day, lastDay: "2026-12-26", motivo: " Férias " }, 7, ZONE);
  expect(sent).toEqual({
    profissional_id: 7,
    inicio: "2026-12-24T03:00:00.000Z",
    fim: "2026-12-27T03:00:00.000Z",
    motivo: "Férias",
  });
  expect(spanOf(sent, ZONE)).toEqual({
    begin: { date: "2026-12-24", time: "00:00" },
    end: { date: "2026-12-26", time: "00:00" },
    allDay: true,
  });
});

it("blocks some hours, of the whole shop", () => {
  const sent = blockIn({ ...day, allDay: false, whole: true }, 7, ZONE);
  expect(sent).toEqual({
    profissional_id: null,
    inicio: "2026-12-24T15:00:00.000Z",
    fim: "2026-12-24T16:00:00.000Z",
    motivo: null,
  });
  expect(spanOf(sent, ZONE).allDay).toBe(false);
});

it("says what is wrong, and where", () => {
  const hours = { ...day, allDay: false };
  expect(periodFault(day)).toBeNull();
  expect(periodFault({ ...day, lastDay: "2026-12-23" })).toEqual({ field: "lastDay", fault: "reversed" });
  expect(periodFault({ ...day, lastDay: "2027-12-31" })).toEqual({ field: "lastDay", fault: "long" });
  expect(periodFault({ ...day, firstDay: "" })).toEqual({ field: "firstDay", fault: "day" });
  expect(periodFault({ ...hours, to: "11:00" })).toEqual({ field: "to", fault: "reversed" });
  expect(periodFault({ ...hours, lastDay: "2026-12-25", to: "11:00" })).toBeNull();
  expect(periodFault({ ...hours, from: "" })).toEqual({ field: "from", fault: "time" });
});
