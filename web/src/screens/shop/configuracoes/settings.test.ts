import { expect, it } from "vitest";
import type { Entry } from "./queries";
import {
  aboutToClose,
  agendaEntries,
  agendaValues,
  clockEntries,
  clockValues,
  closedEntries,
  closedValues,
  hoursEntries,
  hoursValues,
  isZoneTwice,
  opened,
  paperEntries,
  paperValues,
  reminderEntries,
  reminderFault,
  reminderValues,
  taxiEntries,
  taxiValues,
} from "./settings";

const said = (entries: Entry[]): unknown => JSON.parse(entries[0]?.value ?? "null");

it("shows what the API does where a shop has set nothing", () => {
  expect(clockEntries(clockValues({}))).toEqual([
    { key: "timezone", value: "America/Sao_Paulo" },
    { key: "slot_minutes", value: "15" },
  ]);
  expect(said(hoursEntries(hoursValues({})))).toMatchObject({ mon: [["08:00", "20:00"]], sun: [["08:00", "20:00"]] });
  expect(said(closedEntries(closedValues({})))).toEqual({ holidays: null, closed: [], open: [] });
  expect(said(agendaEntries(agendaValues({})))).toMatchObject({ undo: true, vaccines: "warn" });
  expect(said(paperEntries(paperValues({})))).toMatchObject({ cnpj: null, phone: null });
  expect(said(reminderEntries(reminderValues({})))).toMatchObject({ enabled: false, minimum_notice: 60 });
  expect(said(taxiEntries(taxiValues({}, "pt-BR")))).toEqual({ taxa: "0.00", janela_minutos: 30, zonas: [] });
});

it("leaves what was set as it was", () => {
  const closed = { holidays: "BR-SP", closed: ["2026-12-24"], open: ["2026-12-25"] };
  expect(said(closedEntries(closedValues({ closed_dates: JSON.stringify(closed) })))).toEqual(closed);
  const taxi = { taxa: "15.00", janela_minutos: 20, zonas: [{ nome: "Centro", taxa: "10.50" }] };
  expect(said(taxiEntries(taxiValues({ taxi: JSON.stringify(taxi) }, "pt-BR")))).toEqual(taxi);
  const papers = { cnpj: "12ABC34501DE35", crmv: null, responsible: "Lia", responsible_crmv: null, address: null };
  expect(said(paperEntries(paperValues({ establishment: JSON.stringify(papers) })))).toEqual({
    ...papers,
    phone: null,
  });
});

it("takes in a date that was typed and not added, and never both closes and opens one", () => {
  const typed = { holidays: "BR", closed: ["2026-12-31"], open: ["2026-12-24"], adding: "2026-12-24" };
  expect(said(closedEntries(typed))).toEqual({ holidays: "BR", closed: ["2026-12-24", "2026-12-31"], open: [] });
  expect(opened({ ...typed, adding: "" }, "2026-12-31")).toMatchObject({
    closed: [],
    open: ["2026-12-24", "2026-12-31"],
  });
});

it("says why reminders cannot be kept", () => {
  const wishes = reminderValues({});
  expect(reminderFault(wishes)).toBeNull();
  expect(reminderFault({ ...wishes, minutes_before: [] })).toBe("none");
  expect(reminderFault({ ...wishes, minutes_before: [30, 60, 120, 1440] })).toBe("many");
  expect(reminderFault({ ...wishes, minutes_before: [1440, 30] })).toBe("near");
});

it("finds the zone whose name stands there already", () => {
  const zonas = [{ nome: "Centro" }, { nome: " Centro " }, { nome: "" }, { nome: "" }];
  expect(zonas.map((_, at) => isZoneTwice(zonas, at))).toEqual([false, true, false, false]);
});

it("asks about the days that are about to be closed, none twice, none that is over or still being typed", () => {
  const saved = { holidays: "", closed: ["2026-12-24"], open: [], adding: "" };
  const typed = { ...saved, closed: ["2026-11-30", "2026-12-24", "2026-12-31"], adding: "2026-12-31" };
  expect(aboutToClose(typed, saved, "2026-12-01")).toEqual(["2026-12-31"]);
  expect(aboutToClose({ ...saved, adding: "2026-12-01" }, saved, "2026-12-01")).toEqual(["2026-12-01"]);
  for (const adding of ["", "0002-12-08", "9999-12-31"]) {
    expect(aboutToClose({ ...saved, adding }, saved, "2026-12-01")).toEqual([]);
  }
});
