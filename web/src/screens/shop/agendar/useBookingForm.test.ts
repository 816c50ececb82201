import { expect, it } from "vitest";
import type { Oferta } from "./queries";
import { bodyOf, type Draft } from "./useBookingForm";

const bath: Oferta = {
  servico_id: 7,
  nome: "Ofurô",
  tipo: "servico",
  preco: "60.00",
  duracao: 60,
  da_tabela: false,
  ultima_vez: null,
  ultima_duracao: null,
  ultimo_preco: null,
};
const draft: Draft = {
  animalId: 1,
  servicos: [bath],
  profissionalId: 3,
  when: { date: "2026-12-04", minute: 600 },
  repeat: null,
  rides: [],
  note: " ",
};
const common = {
  animal_id: 1,
  inicio: "2026-12-04T13:00:00.000Z",
  itens: [{ servico_id: 7, profissional_id: 3 }],
};
const ZONE = "America/Sao_Paulo";

it("squeezes a single booking in only for who insists", () => {
  expect(bodyOf(draft, ZONE, false)).toEqual({ ...common, encaixe: false, status: "agendado" });
  expect(bodyOf(draft, ZONE, true)).toMatchObject({ encaixe: true });
});

it("leaves days of a series out only for who insists", () => {
  const series = { ...draft, repeat: { weeks: 2, times: 4 } };
  expect(bodyOf(series, ZONE, false)).toEqual({ ...common, semanas: 2, vezes: 4, se_ocupado: "recusar" });
  expect(bodyOf({ ...series, repeat: { weeks: 2, times: null } }, ZONE, true)).toEqual({
    ...common,
    semanas: 2,
    se_ocupado: "pular",
  });
});
