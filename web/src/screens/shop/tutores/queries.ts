import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { isCpf } from "../format/cpf";
import { phoneSearch } from "../format/phone";
import { PAGE_SIZE, useRows } from "../list/pages";

export type Tutor = components["schemas"]["ClienteOut"];
export type TutorIn = components["schemas"]["ClienteIn"];
export type TutorPatch = components["schemas"]["ClientePatch"];

export const tutorKeys = {
  all: ["tutores"] as const,
  list: (q: string, limit: number) => ["tutores", "list", q, limit] as const,
  rows: (q: string) => ["tutores", "rows", q] as const,
  one: (id: number) => ["tutores", "one", id] as const,
};

const NAMES_STALE_MS = 5 * 60_000;

const readTutor = (id: number, signal?: AbortSignal): Promise<Tutor> =>
  unwrap(api.GET("/api/v1/clientes/{cliente_id}", { params: { path: { cliente_id: id } }, signal: signal ?? null }));

type Asked = { q: string; limit: number; cursor?: string | undefined; signal: AbortSignal };

const readTutores = ({ q, limit, cursor, signal }: Asked) =>
  unwrap(
    api.GET("/api/v1/clientes", { params: { query: { limit, ...(q && { q }), ...(cursor && { cursor }) } }, signal }),
  );

/** Digits are looked for as a phone in its usual look first, which is how our form stores it; then as they are. */
async function findTutores(asked: Asked) {
  const phone = isCpf(asked.q) ? null : phoneSearch(asked.q);
  if (phone === null) return readTutores(asked);
  const page = await readTutores({ ...asked, q: phone });
  return page.items.length > 0 || asked.cursor ? page : readTutores(asked);
}

/** The list, page by page. */
export function useTutores(q: string) {
  return useRows(tutorKeys.rows(q), (cursor, signal) => findTutores({ q, limit: PAGE_SIZE, cursor, signal }), {
    keep: true,
  });
}

/** The first few that fit. */
export function useSomeTutores(q: string, limit: number) {
  return useQuery({
    queryKey: tutorKeys.list(q, limit),
    queryFn: ({ signal }) => findTutores({ q, limit, signal }),
    placeholderData: (before) => before,
  });
}

export function useTutor(id: number | null | undefined) {
  return useQuery({
    queryKey: tutorKeys.one(id ?? 0),
    queryFn: ({ signal }) => readTutor(id ?? 0, signal),
    enabled: typeof id === "number",
  });
}

/** For a row of a list: its own page, or who picked it, need not ask for it again. */
export function useRememberTutor() {
  const queries = useQueryClient();
  return (tutor: Tutor): void => void queries.setQueryData(tutorKeys.one(tutor.id), tutor);
}

/** Those tutores by id, as far as they are known: a list of animais names only ids. */
export function useTutorNames(ids: number[]): ReadonlyMap<number, string> {
  const wanted = [...new Set(ids)];
  return useQueries({
    queries: wanted.map((id) => ({
      queryKey: tutorKeys.one(id),
      queryFn: ({ signal }: { signal: AbortSignal }) => readTutor(id, signal),
      staleTime: NAMES_STALE_MS,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data.nome] as const] : []))),
  });
}

/** What is stored this moment, past the cache. */
export function useFreshTutor() {
  const queries = useQueryClient();
  return (id: number): Promise<Tutor> =>
    queries.query({ queryKey: tutorKeys.one(id), queryFn: () => readTutor(id), staleTime: 0 });
}

export function useCreateTutor() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ body, key }: { body: TutorIn; key: string }) =>
      unwrap(api.POST("/api/v1/clientes", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: noteSaved,
  });
}

export function useUpdateTutor() {
  const noteSaved = useNoteSaved();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: TutorPatch }) =>
      unwrap(api.PATCH("/api/v1/clientes/{cliente_id}", { params: { path: { cliente_id: id } }, body })),
    onSuccess: noteSaved,
  });
}

export function useDeleteTutor() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: number) => {
      const call = api.DELETE("/api/v1/clientes/{cliente_id}", { params: { path: { cliente_id: id } } });
      // A repeat of a delete whose answer was lost finds nothing: that is what was wanted.
      await unwrap(call).catch(unlessGone);
    },
    // The record's own page is still on the screen: it is not asked again, only later visits are.
    onSuccess: () => queries.invalidateQueries({ queryKey: tutorKeys.all, refetchType: "none" }),
  });
}

export function unlessGone(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.code !== "NOT_FOUND") throw error;
}

/** The record is known already, lists have to be asked again. */
function useNoteSaved() {
  const queries = useQueryClient();
  return async (tutor: Tutor): Promise<void> => {
    await queries.invalidateQueries({ queryKey: tutorKeys.all, refetchType: "none" });
    queries.setQueryData(tutorKeys.one(tutor.id), tutor);
  };
}

/** What was deleted, page by page; as it is now, since it is looked at to bring something back. */
export function useRemovedTutores() {
  return useRows([...tutorKeys.all, "removed"], (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/clientes", {
        params: { query: { excluidos: true, limit: PAGE_SIZE, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
}

export function useRestoreTutor() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST("/api/v1/clientes/{cliente_id}/restaurar", { params: { path: { cliente_id: id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: tutorKeys.all }),
  });
}
