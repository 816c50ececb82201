import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { agendaKeys } from "../agenda/queries";
import { animalKeys } from "../animais/queries";
import { tutorKeys } from "../tutores/queries";

type Schemas = components["schemas"];
export type TutorAchado = Schemas["TutorAchado"];
export type AnimalAchado = Schemas["AnimalAchado"];
export type Ficha = Schemas["FichaOut"];
export type Oferta = Schemas["OfertaOut"];
export type Vaga = Schemas["Vaga"];
export type AgendamentoIn = Schemas["AgendamentoIn"];
export type RecorrenciaIn = Schemas["RecorrenciaIn"];

// The server looks for no fewer letters.
export const FEWEST_LETTERS = 2;
const SLOTS = 24;

/** Tutores with their animais, found by anything of theirs. */
export function useBusca(q: string) {
  return useQuery({
    queryKey: ["busca", q],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/busca", { params: { query: { q, limit: 8 } }, signal })),
    enabled: q.length >= FEWEST_LETTERS,
    placeholderData: keepPreviousData,
  });
}

/** What whoever books the animal should know before. */
export function useFicha(animalId: number | null) {
  return useQuery({
    queryKey: [...agendaKeys.all, "card", animalId],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/agenda/ficha", { params: { query: { animal_id: animalId ?? 0 } }, signal })),
    enabled: animalId !== null,
    staleTime: 0,
  });
}

/** Every serviço with price and minutes for this animal. */
export function useOfertas(animalId: number | null) {
  return useQuery({
    queryKey: ["ofertas", animalId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/animais/{animal_id}/servicos", { params: { path: { animal_id: animalId ?? 0 } }, signal }),
      ),
    enabled: animalId !== null,
    staleTime: 0,
  });
}

export type Room = {
  animalId: number;
  servicos: number[];
  profissionalId: number | null;
  date: string;
  days: number;
  /** A booking whose own time counts as free. */
  moving?: number;
};

/** Times at which all of it fits. */
export function useVagas(room: Room | null) {
  return useQuery({
    queryKey: [...agendaKeys.all, "room", room],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/agenda/horarios", { params: { query: queryOf(room) }, signal })),
    enabled: room !== null && room.servicos.length > 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

function queryOf(room: Room | null) {
  return {
    animal_id: room?.animalId ?? 0,
    servico_id: room?.servicos ?? [],
    data: room?.date ?? "",
    dias: room?.days ?? 1,
    limit: SLOTS,
    ...(room?.moving !== undefined && { agendamento_id: room.moving }),
    ...(room?.profissionalId != null && { profissional_id: room.profissionalId }),
  };
}

export function useBook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: AgendamentoIn; key: string }) =>
      unwrap(api.POST("/api/v1/agendamentos", { body, headers: { "Idempotency-Key": key } })),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

export function useBookSeries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: RecorrenciaIn; key: string }) =>
      unwrap(api.POST("/api/v1/recorrencias", { body, headers: { "Idempotency-Key": key } })),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

/** Takes a booking back that was made a moment ago. */
export function useUnbook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/api/v1/agendamentos/{agendamento_id}", { params: { path: { agendamento_id: id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

/** A number is a tutor who is known already. */
export type Pair = { tutor: Schemas["ClienteIn"] | number; animal: Omit<Schemas["AnimalIn"], "cliente_id"> };
export type PairKeys = { tutor: string; animal: string };

async function createTutor(body: Schemas["ClienteIn"], key: string): Promise<number> {
  return (await unwrap(api.POST("/api/v1/clientes", { body, headers: { "Idempotency-Key": key } }))).id;
}

/** A tutor and the first animal; with the same keys again, nothing is made twice. */
export function useCreatePair() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ pair: { tutor, animal }, keys }: { pair: Pair; keys: PairKeys }) => {
      const tutorId = typeof tutor === "number" ? tutor : await createTutor(tutor, keys.tutor);
      return unwrap(
        api.POST("/api/v1/animais", {
          body: { ...animal, cliente_id: tutorId },
          headers: { "Idempotency-Key": keys.animal },
        }),
      );
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: tutorKeys.all });
      await queries.invalidateQueries({ queryKey: animalKeys.all });
    },
  });
}
