import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { PAGE_SIZE, useRows } from "../list/pages";

export type Vacina = components["schemas"]["VacinaOut"];
export type VacinaIn = components["schemas"]["VacinaIn"];
export type VacinaPatch = components["schemas"]["VacinaPatch"];

export type Pendente = components["schemas"]["PendenteOut"];

const VACINAS = ["vacinas"] as const;

/** The catalogue, page by page. */
export function useVacinas(q: string) {
  return useRows(
    [...VACINAS, "rows", q],
    (cursor, signal) =>
      unwrap(
        api.GET("/api/v1/vacinas", {
          params: { query: { limit: PAGE_SIZE, ...(q && { q }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    { keep: true },
  );
}

/** Doses of the next thirty days and late ones, or those alone, by their date. */
export function usePendentes(late: boolean) {
  return useRows(
    [...VACINAS, "due", late],
    (cursor, signal) =>
      unwrap(
        api.GET("/api/v1/vacinas/pendentes", {
          params: { query: { limit: PAGE_SIZE, atrasadas: late, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    { keep: true },
  );
}

export function useCreateVacina() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: VacinaIn; key: string }) =>
      unwrap(api.POST("/api/v1/vacinas", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: VACINAS }),
  });
}

export function useChangeVacina() {
  const queries = useQueryClient();
  return useMutation<Vacina, ApiProblem, { id: number; body: VacinaPatch }>({
    mutationFn: ({ id, body }) => change(id, body),
    // Refused or not: what is shown beside it is what is stored.
    onSettled: () => queries.invalidateQueries({ queryKey: VACINAS }),
  });
}

/** On or off means the same whatever else has changed: a stale version is no conflict. */
export function useSwitchVacina() {
  const queries = useQueryClient();
  return useMutation<Vacina, ApiProblem, { vacina: Vacina; ativo: boolean }>({
    mutationFn: async ({ vacina: { id, version }, ativo }) => {
      try {
        return await change(id, { version, ativo });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== "STALE_VERSION") throw error;
        const params = { path: { vacina_id: id } };
        const fresh = await unwrap(api.GET("/api/v1/vacinas/{vacina_id}", { params }));
        return change(id, { version: fresh.version, ativo });
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: VACINAS }),
  });
}

function change(id: number, body: VacinaPatch): Promise<Vacina> {
  return unwrap(api.PATCH("/api/v1/vacinas/{vacina_id}", { params: { path: { vacina_id: id } }, body }));
}
