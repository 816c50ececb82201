import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { PAGE_SIZE, useRows } from "../list/pages";
import { unlessGone } from "../tutores/queries";

export type Profissional = components["schemas"]["ProfissionalOut"];
export type ProfissionalIn = components["schemas"]["ProfissionalIn"];
export type ProfissionalPatch = components["schemas"]["ProfissionalPatch"];

const A_PAGE = 200;
const keys = {
  all: ["profissionais"] as const,
  rows: (q: string) => ["profissionais", "rows", q] as const,
  one: (id: number) => ["profissionais", "one", id] as const,
};

const readProfissional = (id: number, signal?: AbortSignal): Promise<Profissional> =>
  unwrap(
    api.GET("/api/v1/profissionais/{profissional_id}", {
      params: { path: { profissional_id: id } },
      signal: signal ?? null,
    }),
  );

/** The list, page by page. */
export function useProfissionais(q: string) {
  return useRows(
    keys.rows(q),
    (cursor, signal) =>
      unwrap(
        api.GET("/api/v1/profissionais", {
          params: { query: { limit: PAGE_SIZE, ...(q && { q }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    { keep: true },
  );
}

/** All of them on one page: a shop has some dozens. */
export function useAllProfissionais() {
  return useQuery({
    queryKey: [...keys.all, "every"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/profissionais", { params: { query: { limit: A_PAGE } }, signal })),
    select: ({ items }) => items,
  });
}

export function useProfissional(id: number | null | undefined) {
  return useQuery({
    queryKey: keys.one(id ?? 0),
    queryFn: ({ signal }) => readProfissional(id ?? 0, signal),
    enabled: typeof id === "number",
  });
}

/** What is stored this moment, past the cache. */
export function useFreshProfissional() {
  const queries = useQueryClient();
  return (id: number): Promise<Profissional> =>
    queries.query({ queryKey: keys.one(id), queryFn: () => readProfissional(id), staleTime: 0 });
}

export function useCreateProfissional() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ body, key }: { body: ProfissionalIn; key: string }) =>
      unwrap(api.POST("/api/v1/profissionais", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: noteSaved,
  });
}

export function useUpdateProfissional() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: ProfissionalPatch }) =>
      unwrap(api.PATCH("/api/v1/profissionais/{profissional_id}", { params: { path: { profissional_id: id } }, body })),
    onSuccess: noteSaved,
  });
}

export function useDeleteProfissional() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(
        api.DELETE("/api/v1/profissionais/{profissional_id}", { params: { path: { profissional_id: id } } }),
      ).catch(unlessGone),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.all, refetchType: "none" }),
  });
}

function useNoteSaved() {
  const queries = useQueryClient();
  return async (profissional: Profissional): Promise<void> => {
    await queries.invalidateQueries({ queryKey: keys.all, refetchType: "none" });
    queries.setQueryData(keys.one(profissional.id), profissional);
  };
}
