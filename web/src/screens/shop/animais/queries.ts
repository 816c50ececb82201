import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { PAGE_SIZE, useRows } from "../list/pages";
import { unlessGone } from "../tutores/queries";

export type Animal = components["schemas"]["AnimalOut"];
export type AnimalIn = components["schemas"]["AnimalIn"];
export type AnimalPatch = components["schemas"]["AnimalPatch"];

export const animalKeys = {
  all: ["animais"] as const,
  list: (limit: number) => ["animais", "list", limit] as const,
  rows: (q: string) => ["animais", "rows", q] as const,
  of: (tutorId: number) => ["animais", "of", tutorId] as const,
  one: (id: number) => ["animais", "one", id] as const,
};

const readAnimal = (id: number, signal?: AbortSignal): Promise<Animal> =>
  unwrap(api.GET("/api/v1/animais/{animal_id}", { params: { path: { animal_id: id } }, signal: signal ?? null }));

/** The list, page by page. */
export function useAnimais(q: string) {
  return useRows(
    animalKeys.rows(q),
    (cursor, signal) =>
      unwrap(
        api.GET("/api/v1/animais", {
          params: { query: { limit: PAGE_SIZE, ...(q && { q }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),

    { keep: true },
  );
}

/** The first ones by name. */
export function useSomeAnimais(limit: number) {
  return useQuery({
    queryKey: animalKeys.list(limit),
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/animais", { params: { query: { limit } }, signal })),
  });
}

/** A tutor's animais, page by page. */
export function useAnimaisOf(tutorId: number) {
  return useRows(animalKeys.of(tutorId), (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/clientes/{cliente_id}/animais", {
        params: { path: { cliente_id: tutorId }, query: { limit: PAGE_SIZE, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
}

export function useAnimal(id: number | null | undefined) {
  return useQuery({
    queryKey: animalKeys.one(id ?? 0),
    queryFn: ({ signal }) => readAnimal(id ?? 0, signal),
    enabled: typeof id === "number",
  });
}

/** What is stored this moment, past the cache. */
export function useFreshAnimal() {
  const queries = useQueryClient();
  return (id: number): Promise<Animal> =>
    queries.query({ queryKey: animalKeys.one(id), queryFn: () => readAnimal(id), staleTime: 0 });
}

export function useCreateAnimal() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ body, key }: { body: AnimalIn; key: string }) =>
      unwrap(api.POST("/api/v1/animais", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: noteSaved,
  });
}

export function useUpdateAnimal() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: AnimalPatch }) =>
      unwrap(api.PATCH("/api/v1/animais/{animal_id}", { params: { path: { animal_id: id } }, body })),
    onSuccess: noteSaved,
  });
}

export function useDeleteAnimal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/api/v1/animais/{animal_id}", { params: { path: { animal_id: id } } })).catch(unlessGone),
    // The record's own page is still on the screen: it is not asked again, only later visits are.
    onSuccess: () => queries.invalidateQueries({ queryKey: animalKeys.all, refetchType: "none" }),
  });
}

function useNoteSaved() {
  const queries = useQueryClient();
  return async (animal: Animal): Promise<void> => {
    await queries.invalidateQueries({ queryKey: animalKeys.all, refetchType: "none" });
    queries.setQueryData(animalKeys.one(animal.id), animal);
  };
}

/** What was deleted, page by page; as it is now, since it is looked at to bring something back. */
export function useRemovedAnimais() {
  return useRows([...animalKeys.all, "removed"], (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/animais", {
        params: { query: { excluidos: true, limit: PAGE_SIZE, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
}

export function useRestoreAnimal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST("/api/v1/animais/{animal_id}/restaurar", { params: { path: { animal_id: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: animalKeys.all }),
  });
}
