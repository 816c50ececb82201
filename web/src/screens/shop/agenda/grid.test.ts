import { describe, expect, it } from "vitest";
import { conflictOf, gapsOf, hoursOf, inLanes, movedItems, segmentsOf, type Segment, snapped } from "./grid";
import type { Agendamento, Dia } from "./queries";

const DATE = "2026-12-01";
// São Paulo is three hours behind.
const at = (clock: string): string => new Date(`${DATE}T${clock}:00-03:00`).toISOString();
const [ANA, BIA] = [1, 2];
let nextId = 1;

function booked(animal: string, items: [who: number, from: string, to: string][], more: Partial<Agendamento> = {}) {
  const itens = items.map(([profissional_id, from, to]) => ({
    servico_id: 1,
    servico: "Banho",
    profissional_id,
    profissional: profissional_id === ANA ? "Ana" : "Bia",
    inicio: at(from),
    fim: at(to),
    preco: "60.00",
  }));
  const id = nextId++;
  return {
    id,
    animal,
    animal_id: id,
    status: "agendado",
    encaixe: false,
    inicio: itens[0]?.inicio,
    fim: itens.at(-1)?.fim,
    itens,
    ...more,
  } as Agendamento;
}

function dayOf(agendamentos: Agendamento[]): Dia {
  const expediente = [
    { inicio: at("08:00"), fim: at("12:00") },
    { inicio: at("13:00"), fim: at("18:00") },
  ];
  const lunch = { id: 7, inicio: at("15:00"), fim: at("15:30"), motivo: "Médico" };
  return {
    data: DATE,
    timezone: "America/Sao_Paulo",
    fechado: false,
    motivo: null,
    contagem: {},
    profissionais: [
      { id: ANA, nome: "Ana", cor: null, ativo: true, expediente, bloqueios: [] },
      { id: BIA, nome: "Bia", cor: null, ativo: true, expediente, bloqueios: [lunch] },
    ],
    agendamentos,
  };
}

const thor = booked("Thor", [[ANA, "09:00", "10:00"]]);
const mel = booked("Mel", [[BIA, "09:30", "10:00"]]);

function why(day: Dia, booking: Agendamento, who: number, clock: string, minutes = 60, index = 0) {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  const target = { booking, index, profissionalId: who, from: hour * 60 + minute, minutes };
  return conflictOf(day, segmentsOf(day), target);
}

describe("a conflict is seen before the drop", () => {
  const day = dayOf([thor, mel]);

  it("where somebody has another", () => {
    expect(why(day, thor, BIA, "09:00")).toEqual({ kind: "busy", with: "Mel", at: mel.inicio });
    expect(why(day, thor, BIA, "10:00")).toBeNull();
    expect(why(day, thor, ANA, "09:15")).toBeNull();
  });

  it("where nobody works, or has a block", () => {
    expect(why(day, thor, ANA, "11:30")).toEqual({ kind: "closed" });
    expect(why(day, thor, ANA, "13:00")).toBeNull();
    expect(why(day, thor, BIA, "14:15")).toEqual({ kind: "block", why: "Médico" });
    expect(why(day, thor, BIA, "14:00")).toBeNull();
  });

  it("where the animal is elsewhere, even squeezed in", () => {
    const again = booked("Thor", [[BIA, "14:00", "14:30"]], { animal_id: thor.animal_id, encaixe: true });
    expect(why(dayOf([thor, again]), again, BIA, "09:30", 30)).toMatchObject({ kind: "animal", with: "Thor" });
    expect(why(dayOf([thor, mel, again]), again, BIA, "16:00", 30)).toBeNull();
  });

  it("but not by what holds no time, and not for what is squeezed in", () => {
    const squeezed = booked("Bob", [[BIA, "16:00", "17:00"]], { encaixe: true });
    const asked = booked("Rex", [[ANA, "11:00", "12:00"]], { status: "solicitado" });
    const full = dayOf([thor, mel, squeezed, asked]);
    expect(why(full, squeezed, BIA, "09:30")).toBeNull();
    expect(why(full, mel, BIA, "16:00", 30)).toBeNull();
    expect(why(full, mel, ANA, "11:00", 30)).toBeNull();
  });

  it("for every part of a visit of several", () => {
    const two = booked("Nina", [
      [ANA, "13:00", "14:00"],
      [BIA, "14:00", "14:30"],
    ]);
    expect(why(dayOf([two]), two, ANA, "13:00")).toBeNull();
    expect(why(dayOf([two]), two, ANA, "13:45")).toEqual({ kind: "block", why: "Médico" });
    expect(
      movedItems(dayOf([two]), { booking: two, index: 0, profissionalId: ANA, from: 780, minutes: 90 }),
    ).toMatchObject([
      { from: 780, to: 870 },
      { from: 870, to: 900, profissionalId: BIA },
    ]);
  });
});

describe("the grid", () => {
  it("reaches as far as somebody works or is booked", () => {
    const early = dayOf([booked("Rex", [[ANA, "06:40", "07:10"]])]);
    expect(hoursOf(early, segmentsOf(early))).toEqual({ from: 360, to: 1080 });
    const nobody = { ...dayOf([]), profissionais: [] };
    expect(hoursOf(nobody, [])).toEqual({ from: 480, to: 1080 });
  });

  it("shows where nobody works", () => {
    expect(
      gapsOf({ from: 480, to: 1080 }, [
        { from: 540, to: 720 },
        { from: 780, to: 1080 },
      ]),
    ).toEqual([
      { from: 480, to: 540 },
      { from: 720, to: 780 },
    ]);
  });

  it("puts side by side what overlaps, and nothing else", () => {
    const spans: [number, number][] = [
      [0, 60],
      [30, 90],
      [60, 120],
      [120, 150],
    ];
    const segments = spans.map(([from, to], index) => ({ booking: thor, index, profissionalId: ANA, from, to }));
    const places = inLanes(segments as Segment[]).map(({ lane, lanes }) => [lane, lanes]);
    expect(places).toEqual([
      [0, 2],
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });

  it("leaves out what was called off", () => {
    expect(segmentsOf(dayOf([thor, { ...mel, status: "cancelado" }]))).toHaveLength(1);
  });

  it("snaps to quarters of an hour", () => {
    expect([snapped(607), snapped(608), snapped(-3)].map((minute) => minute + 0)).toEqual([600, 615, 0]);
  });
});
