import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ApiProblem, unwrap } from "@/api/client";
import { asProblem, problemOf } from "@/api/problem";
import type { components } from "@/api/schema";
import { keepDay } from "@/storage/lastDay";

export type Dia = components["schemas"]["DiaOut"];
export type Agendamento = components["schemas"]["AgendamentoOut"];
export type Estado = components["schemas"]["BusinessState"];
export type Coluna = components["schemas"]["ColunaOut"];
export type AgendamentoPatch = components["schemas"]["AgendamentoPatch"];
export type AgendamentoDetail = components["schemas"]["AgendamentoDetail"];
export type Recorrencia = components["schemas"]["RecorrenciaDetail"];
export type Pulada = components["schemas"]["PuladaOut"];
export type AlterarIn = components["schemas"]["AlterarIn"];
/** `since`: when it was last other than before. */
type Known = { day: Dia; etag: string; since: number };

// What others do appears within this time; an unchanged day is answered with 304 and no body.
const LOOK_AGAIN_MS = 5_000;
// A shop where nothing happens is looked at less often, until something does.
const QUIET_AFTER_MS = 120_000;
const LOOK_SELDOM_MS = 15_000;
const TODAY = "hoje";

export const agendaKeys = {
  all: ["agenda"] as const,
  days: ["agenda", "day"] as const,
  day: (date: string | null) => ["agenda", "day", date ?? TODAY] as const,
  counts: (from: string, to: string) => ["agenda", "counts", from, to] as const,
  span: (from: string, to: string) => ["agenda", "span", from, to] as const,
  one: (id: number) => ["agenda", "one", id] as const,
};

async function readDay(date: string | null, known: Known | undefined, signal: AbortSignal): Promise<Known> {
  const asked = api.GET("/api/v1/agenda", {
    params: { query: date === null ? {} : { data: date } },
    headers: known?.etag ? { "If-None-Match": known.etag } : {},
    signal,
  });
  const { data, error, response } = await asked.catch((reason: unknown) => {
    throw asProblem(reason);
  });
  if (response.status === 304 && known) return known;
  if (!response.ok) throw problemOf(response, error);
  if (!data) throw new ApiProblem({ status: response.status, code: "BAD_ANSWER" });
  if (date === null) keepDay(data);
  return { day: data, etag: response.headers.get("ETag") ?? "", since: Date.now() };
}

/** A day of everybody, asked again while it is looked at; null: the shop's today. */
export function useDay(date: string | null) {
  const queries = useQueryClient();
  const key = agendaKeys.day(date);
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => readDay(date, queries.getQueryData<Known>(key), signal),
    select: ({ day }: Known) => day,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      Date.now() - (state.data?.since ?? 0) < QUIET_AFTER_MS ? LOOK_AGAIN_MS : LOOK_SELDOM_MS,
  });
}

/** How full each day is. */
export function useCounts(from: string, to: string) {
  return useQuery({
    queryKey: agendaKeys.counts(from, to),
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/agenda/contagem", { params: { query: { de: from, ate: to } }, signal })),
  });
}

/** All bookings of some days, page after page. */
export function useSpan(from: string, to: string) {
  return useQuery({
    queryKey: agendaKeys.span(from, to),
    queryFn: ({ signal }) => readSpan(from, to, signal),
    refetchInterval: 4 * LOOK_AGAIN_MS,
  });
}

const PAGE = 200;

async function readSpan(from: string, to: string, signal: AbortSignal): Promise<Agendamento[]> {
  const found: Agendamento[] = [];
  let cursor: string | null = null;
  do {
    const query: { de: string; ate: string; limit: number; cursor?: string } = { de: from, ate: to, limit: PAGE };
    if (cursor !== null) query.cursor = cursor;
    const page: components["schemas"]["Page_AgendamentoOut_"] = await unwrap(
      api.GET("/api/v1/agendamentos", { params: { query }, signal }),
    );
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}

/** One booking with its steps. */
export function useAgendamento(id: number | null | undefined) {
  return useQuery({
    queryKey: agendaKeys.one(id ?? 0),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/agendamentos/{agendamento_id}", { params: { path: { agendamento_id: id ?? 0 } }, signal }),
      ),
    enabled: typeof id === "number",
    staleTime: 0,
    refetchInterval: 2 * LOOK_AGAIN_MS,
  });
}

/** Puts a booking as it is now into every day that shows it. The next look brings the rest. */
export function noteBooking(queries: QueryClient, id: number, change: (booking: Agendamento) => Agendamento): void {
  queries.setQueriesData<Known>({ queryKey: agendaKeys.days }, (known) => {
    if (!known?.day.agendamentos.some((one) => one.id === id)) return known;
    const agendamentos = known.day.agendamentos.map((one) => (one.id === id ? change(one) : one));
    return { day: { ...known.day, agendamentos }, etag: "", since: Date.now() };
  });
  queries.setQueryData<AgendamentoDetail>(agendaKeys.one(id), (known) => known && { ...known, ...change(known) });
}

type Step = { booking: Pick<Agendamento, "id" | "version">; status: Estado; motivo?: string };

/** Takes a booking a step further: the screens show it at once, and take it back if it is refused. */
export function useTakeStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ booking, status, motivo }: Step) =>
      unwrap(
        api.POST("/api/v1/agendamentos/{agendamento_id}/status", {
          params: { path: { agendamento_id: booking.id } },
          body: { status, version: booking.version, ...(motivo && { motivo }) },
        }),
      ),
    onMutate: async ({ booking, status }) => {
      await queries.cancelQueries({ queryKey: agendaKeys.all });
      // No further step before the server has said where it may go from here.
      noteBooking(queries, booking.id, (one) => ({ ...one, status, proximos: [] }));
    },
    onSuccess: (saved) => noteBooking(queries, saved.id, () => saved),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

/** The name an offer to undo goes by: each newer act on a booking takes the older offer away. */
export function aboutBooking({ id }: Pick<Agendamento, "id">): string {
  return `booking ${id}`;
}

export function useUndoStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<Agendamento, "id" | "version">) =>
      unwrap(
        api.POST("/api/v1/agendamentos/{agendamento_id}/desfazer", {
          params: { path: { agendamento_id: id } },
          body: { version },
        }),
      ),
    onSuccess: (saved) => noteBooking(queries, saved.id, () => saved),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

/** A series with what is to come of it; nothing is asked for what repeats not. */
export function useSeries(id: number | null) {
  return useQuery({
    queryKey: [...agendaKeys.all, "series", id],
    queryFn: ({ signal }) => readSeries(id ?? 0, signal),
    enabled: id !== null,
  });
}

function readSeries(id: number, signal?: AbortSignal): Promise<Recorrencia> {
  const params = { path: { recorrencia_id: id } };
  return unwrap(api.GET("/api/v1/recorrencias/{recorrencia_id}", { params, signal: signal ?? null }));
}

/** The series that a booking belongs to by now, as it is stored. */
export async function readSeriesOf(bookingId: number): Promise<Recorrencia> {
  const params = { path: { agendamento_id: bookingId } };
  const { recorrencia_id } = await unwrap(api.GET("/api/v1/agendamentos/{agendamento_id}", { params }));
  return readSeries(recorrencia_id ?? 0);
}

/** Another rhythm, hour or person for what is to come of a series. */
export function useChangeSeries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body, key }: { id: number; body: AlterarIn; key: string }) =>
      unwrap(
        api.POST("/api/v1/recorrencias/{recorrencia_id}/alterar", {
          params: { path: { recorrencia_id: id } },
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

/** Calls off a series from a day on; what is over stays. */
export function useEndSeries() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, from }: { id: number; from: string }) => {
      const params = { path: { recorrencia_id: id } };
      const { version } = await readSeries(id);
      return unwrap(
        api.POST("/api/v1/recorrencias/{recorrencia_id}/encerrar", { params, body: { version, a_partir_de: from } }),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}

export type Move = { booking: Agendamento; body: Omit<AgendamentoPatch, "version">; look?: Partial<Agendamento> };

/** Moves, resizes or hands over; `look` is how it appears until the server has answered. */
export function useMoveBooking() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ booking, body }: Move) =>
      unwrap(
        api.PATCH("/api/v1/agendamentos/{agendamento_id}", {
          params: { path: { agendamento_id: booking.id } },
          body: { ...body, version: booking.version },
        }),
      ),
    onMutate: async ({ booking, look }) => {
      await queries.cancelQueries({ queryKey: agendaKeys.all });
      if (look) noteBooking(queries, booking.id, (one) => ({ ...one, ...look }));
    },
    onSuccess: (saved) => noteBooking(queries, saved.id, () => saved),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaKeys.all }),
  });
}
