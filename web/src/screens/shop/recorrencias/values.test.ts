import { expect, it } from "vitest";
import type { Recorrencia } from "../agenda/queries";
import { changeOf, doesAll, type Here, previewOf, valuesOf, VARIOS } from "./values";

const ZONE = "America/Sao_Paulo";

function booked(id: number, data: string, more: Partial<Recorrencia["agendamentos"][number]> = {}) {
  const times = { inicio: `${data}T13:00:00Z`, fim: `${data}T14:00:00Z` };
  return { id, data, ...times, status: "agendado" as const, destacado: false, version: 1, ...more };
}

// Four Fridays at ten.
const series: Recorrencia = {
  id: 1,
  animal_id: 1,
  animal: "Thor",
  cliente_id: 1,
  cliente: "Rita Lima",
  semanas: 1,
  inicio: "2026-12-04",
  hora: "10:00",
  ate: "2026-12-25",
  itens: [{ servico_id: 7, profissional_id: 3, duracao: null, preco: "60.00" }],
  observacoes: null,
  gerada_ate: "2027-05-30",
  encerrada_em: null,
  created_at: "2026-12-01T12:00:00Z",
  updated_at: "2026-12-01T12:00:00Z",
  version: 1,
  agendamentos: ["2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"].map((data, index) => booked(index + 1, data)),
  puladas: [],
  avisos: [],
};
const here: Here = { day: "2026-12-11", today: "2026-12-01", now: Date.parse("2026-12-01T15:00:00Z"), zone: ZONE };
const typed = valuesOf(series);

it("asks for nothing while nothing is other than it was", () => {
  expect(changeOf(series, typed, here)).toBeNull();
  expect(changeOf(series, { ...typed, desde: "todos" }, here)).toBeNull();
});

it("sends only what was changed, from this booking on or all that is to come", () => {
  const still = { dias: 0, destacados: "manter" };
  expect(changeOf(series, { ...typed, hora: "14:00" }, here)).toEqual({
    ...still,
    a_partir_de: "2026-12-11",
    hora: "14:00",
  });
  expect(changeOf(series, { ...typed, desde: "todos", semanas: "2", ate: "" }, here)).toEqual({
    ...still,
    semanas: 2,
    ate: null,
  });
  expect(changeOf(series, { ...typed, desde: "todos", dia: "0", destacados: true }, here)).toEqual({
    dias: 3,
    destacados: "incluir",
  });
  expect(changeOf(series, { ...typed, desde: "todos", profissional: "" }, here)).toEqual({
    ...still,
    itens: [{ servico_id: 7, profissional_id: null, duracao: null, preco: "60.00" }],
  });
});

it("says that several do it where several do", () => {
  const two = [...series.itens, { servico_id: 8, profissional_id: 4, duracao: 20, preco: null }];
  expect(valuesOf({ ...series, itens: two }).profissional).toBe(VARIOS);
});

it("names the days that would be, and those that would be called off", () => {
  expect(previewOf(series, typed, here)).toEqual({
    days: ["2026-12-11", "2026-12-18", "2026-12-25"],
    gone: [],
    alone: [],
    endless: false,
  });
  expect(previewOf(series, { ...typed, desde: "todos", semanas: "2" }, here)).toMatchObject({
    days: ["2026-12-04", "2026-12-18"],
    gone: ["2026-12-11T13:00:00Z", "2026-12-25T13:00:00Z"],
  });
  // The end goes along with the days.
  expect(previewOf(series, { ...typed, dia: "5" }, here).days).toEqual(["2026-12-12", "2026-12-19", "2026-12-26"]);
  expect(previewOf(series, { ...typed, ate: "2026-12-18" }, here).gone).toEqual(["2026-12-25T13:00:00Z"]);
  const endless = previewOf(series, { ...typed, ate: "" }, here);
  expect([endless.endless, endless.days.at(-1)]).toEqual([true, "2027-05-28"]);
});

it("leaves alone what was changed alone or called off, unless it comes along", () => {
  const [first, second, third, fourth] = series.agendamentos;
  if (!first || !second || !third || !fourth) throw new Error("four of them");
  const alone = { ...third, destacado: true, inicio: "2026-12-19T15:00:00Z" };
  const mixed = { ...series, agendamentos: [first, second, alone, { ...fourth, status: "cancelado" as const }] };
  const later = { ...typed, hora: "14:00" };
  expect(previewOf(mixed, later, here)).toMatchObject({ days: ["2026-12-11"], alone: ["2026-12-19T15:00:00Z"] });
  expect(previewOf(mixed, { ...later, destacados: true }, here).days).toEqual(["2026-12-11", "2026-12-18"]);
});

it("names nobody for serviços they do not do, but who does it now", () => {
  const person = { id: 9, ativo: true, servicos: [] as number[] };
  expect(doesAll(person, series)).toBe(true);
  expect(doesAll({ ...person, servicos: [7, 8] }, series)).toBe(true);
  expect(doesAll({ ...person, servicos: [8] }, series)).toBe(false);
  expect(doesAll({ ...person, ativo: false }, series)).toBe(false);
  expect(doesAll({ id: 3, ativo: false, servicos: [] }, series)).toBe(true);
});
