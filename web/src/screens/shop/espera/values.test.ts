import { expect, it } from "vitest";
import type { Espera } from "./queries";
import { bodyOf, newValues, onlyPerson, patchOf, valuesOf } from "./values";

const ENTRY: Espera = {
  id: 7,
  animal_id: 3,
  animal: "Thor",
  porte: null,
  cliente_id: 2,
  cliente: "Rita Lima",
  telefone: null,
  itens: [
    { servico_id: 1, profissional_id: 5, duracao: 90 },
    { servico_id: 4, profissional_id: 5 },
  ],
  de: "2026-12-01",
  ate: "2026-12-15",
  periodo: "manha",
  dias: ["mon"],
  observacoes: "Pela porta dos fundos",
  estado: "aguardando",
  oferta_inicio: null,
  oferecida_em: null,
  agendamento_id: null,
  created_at: "2026-11-30T12:00:00Z",
  updated_at: "2026-11-30T12:00:00Z",
  version: 2,
};

it("waits for two weeks at any time, with what was chosen before", () => {
  const values = newValues("2026-12-20", { animalId: 3, servicos: [1, 4], observacoes: "  " });
  expect(bodyOf(values)).toEqual({
    animal_id: 3,
    itens: [{ servico_id: 1 }, { servico_id: 4 }],
    de: "2026-12-20",
    ate: "2027-01-03",
    periodo: null,
    dias: [],
    observacoes: null,
  });
});

it("wishes the same person for each serviço", () => {
  const { itens } = bodyOf({ ...newValues("2026-12-20", {}), servicos: [1, 4], profissionalId: 5 });
  expect(itens.map(({ profissional_id }) => profissional_id)).toEqual([5, 5]);
});

it("leaves the work as it was agreed on while only the days change", () => {
  const changed = { ...valuesOf(ENTRY), ate: "2026-12-20", periodo: "" as const };
  expect(patchOf(ENTRY, changed)).toEqual({
    version: 2,
    de: "2026-12-01",
    ate: "2026-12-20",
    periodo: null,
    dias: ["mon"],
    observacoes: "Pela porta dos fundos",
  });
  expect(patchOf(ENTRY, { ...changed, servicos: [4] }).itens).toEqual([{ servico_id: 4, profissional_id: 5 }]);
  expect(patchOf(ENTRY, { ...changed, profissionalId: null }).itens).toEqual([{ servico_id: 1 }, { servico_id: 4 }]);
});

it("knows whose hands all of it is to be in", () => {
  expect(onlyPerson(ENTRY)).toBe(5);
  expect(onlyPerson({ itens: [{ servico_id: 1 }, { servico_id: 4, profissional_id: 5 }] })).toBeNull();
  expect(onlyPerson({ itens: [{ servico_id: 1 }] })).toBeNull();
});
