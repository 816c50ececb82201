import { type InfiniteData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { type Page, PAGE_SIZE, useRows } from "../list/pages";
import { unlessGone } from "../tutores/queries";

export type Servico = components["schemas"]["ServicoOut"];
export type ServicoIn = components["schemas"]["ServicoIn"];
export type ServicoPatch = components["schemas"]["ServicoPatch"];

export const servicoKeys = {
  all: ["servicos"] as const,
  list: (limit: number) => ["servicos", "list", limit] as const,
  allRows: ["servicos", "rows"] as const,
  rows: (q: string) => ["servicos", "rows", q] as const,
  one: (id: number) => ["servicos", "one", id] as const,
};

const readServico = (id: number, signal?: AbortSignal): Promise<Servico> =>
  unwrap(api.GET("/api/v1/servicos/{servico_id}", { params: { path: { servico_id: id } }, signal: signal ?? null }));

const changeServico = (id: number, body: ServicoPatch): Promise<Servico> =>
  unwrap(api.PATCH("/api/v1/servicos/{servico_id}", { params: { path: { servico_id: id } }, body }));

/** The list, page by page. */
export function useServicos(q: string) {
  return useRows(
    servicoKeys.rows(q),
    (cursor, signal) =>
      unwrap(
        api.GET("/api/v1/servicos", {
          params: { query: { limit: PAGE_SIZE, ...(q && { q }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    { keep: true },
  );
}

/** The first ones by name. */
export function useSomeServicos(limit: number) {
  return useQuery({
    queryKey: servicoKeys.list(limit),
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/servicos", { params: { query: { limit } }, signal })),
  });
}

export function useServico(id: number | null | undefined) {
  return useQuery({
    queryKey: servicoKeys.one(id ?? 0),
    queryFn: ({ signal }) => readServico(id ?? 0, signal),
    enabled: typeof id === "number",
  });
}

/** What is stored this moment, past the cache. */
export function useFreshServico() {
  const queries = useQueryClient();
  return (id: number): Promise<Servico> =>
    queries.query({ queryKey: servicoKeys.one(id), queryFn: () => readServico(id), staleTime: 0 });
}

export function useCreateServico() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ body, key }: { body: ServicoIn; key: string }) =>
      unwrap(api.POST("/api/v1/servicos", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: noteSaved,
  });
}

export function useUpdateServico() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: ServicoPatch }) => changeServico(id, body),
    onSuccess: noteSaved,
  });
}

export function useDeleteServico() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/api/v1/servicos/{servico_id}", { params: { path: { servico_id: id } } })).catch(unlessGone),
    onSuccess: () => queries.invalidateQueries({ queryKey: servicoKeys.all, refetchType: "none" }),
  });
}

/** Puts a serviço on or off the menu; the list shows it at once, and takes it back when it fails. */
export function useSetAtivo() {
  const queries = useQueryClient();
  const show = (servico: Servico): void => {
    queries.setQueriesData<InfiniteData<Page<Servico>>>(
      { queryKey: servicoKeys.allRows },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.map((row) => (row.id === servico.id ? servico : row)),
          })),
        },
    );
    queries.setQueryData(servicoKeys.one(servico.id), servico);
  };
  return useMutation({
    mutationFn: ({ servico, ativo }: { servico: Servico; ativo: boolean }) => setAtivo(servico, ativo),
    onMutate: ({ servico, ativo }) => show({ ...servico, ativo }),
    onSuccess: show,
    onError: (_, { servico }) => {
      show(servico);
      void queries.invalidateQueries({ queryKey: servicoKeys.all });
    },
  });
}

/** On or off means the same whatever else has changed: a stale version is no conflict. */
async function setAtivo(servico: Servico, ativo: boolean): Promise<Servico> {
  try {
    return await changeServico(servico.id, { version: servico.version, ativo });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "STALE_VERSION") throw error;
    const { version } = await readServico(servico.id);
    return changeServico(servico.id, { version, ativo });
  }
}

function useNoteSaved() {
  const queries = useQueryClient();
  return async (servico: Servico): Promise<void> => {
    await queries.invalidateQueries({ queryKey: servicoKeys.all, refetchType: "none" });
    queries.setQueryData(servicoKeys.one(servico.id), servico);
  };
}
