import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { agendaKeys } from "../agenda/queries";
import { PAGE_SIZE, useRows } from "../list/pages";

type Schemas = components["schemas"];
export type Espera = Schemas["EsperaOut"];
export type EsperaIn = Schemas["EsperaIn"];
export type EsperaPatch = Schemas["EsperaPatch"];
export type Estado = Espera["estado"];
export type Encaixe = Schemas["Encaixe"];

const ESPERA = ["espera"] as const;
// Who looks at the list all day sees what others have called off.
const LOOK_AGAIN_MS = 60_000;
const ONE = "/api/v1/espera/{espera_id}";

/** Who waits, in the order they came. */
export function useEsperas(estado: Estado | undefined) {
  return useRows<Espera>([...ESPERA, "rows", estado], (cursor, signal) => {
    const query = { limit: PAGE_SIZE, ...(estado && { estado }), ...(cursor && { cursor }) };
    return unwrap(api.GET("/api/v1/espera", { params: { query }, signal }));
  });
}

/** Who can be served: in the next days, or in the time that a booking has left free. */
export function readEncaixes(freedBy: number | null, signal?: AbortSignal): Promise<Schemas["EncaixesOut"]> {
  const query = freedBy === null ? {} : { agendamento_id: freedBy };
  return unwrap(api.GET("/api/v1/espera/encaixes", { params: { query }, ...(signal && { signal }) }));
}

export function useEncaixes(freedBy: number | null) {
  return useQuery({
    // Whatever is booked or called off changes it.
    queryKey: [...agendaKeys.all, "encaixes", freedBy],
    queryFn: ({ signal }) => readEncaixes(freedBy, signal),
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Refused or not: what is shown afterwards is what is stored. */
function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([ESPERA, agendaKeys.all].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

export function useCreateEspera() {
  return useMutation({
    mutationFn: ({ body, key }: { body: EsperaIn; key: string }) =>
      unwrap(api.POST("/api/v1/espera", { body, headers: { "Idempotency-Key": key } })),
    onSettled: useRefresh(),
  });
}

export function useChangeEspera() {
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: EsperaPatch }) =>
      unwrap(api.PATCH(ONE, { params: { path: { espera_id: id } }, body })),
    onSettled: useRefresh(),
  });
}

type Step = Pick<Espera, "id" | "version">;
const at = ({ id }: Step) => ({ path: { espera_id: id } });

/** A place is offered: it holds nothing until it is booked. */
export function useOffer() {
  return useMutation({
    mutationFn: ({ entry, inicio }: { entry: Step; inicio: string }) =>
      unwrap(api.POST(`${ONE}/oferecer`, { params: at(entry), body: { version: entry.version, inicio } })),
    onSettled: useRefresh(),
  });
}

export function useDecline() {
  return useMutation({
    mutationFn: (entry: Step) =>
      unwrap(api.POST(`${ONE}/recusar`, { params: at(entry), body: { version: entry.version } })),
    onSettled: useRefresh(),
  });
}

export function useGiveUp() {
  return useMutation({
    mutationFn: (entry: Step) =>
      unwrap(api.POST(`${ONE}/desistir`, { params: at(entry), body: { version: entry.version } })),
    onSettled: useRefresh(),
  });
}

export type Serving = { inicio: string; profissional_id?: number };

/** Books what they waited for. */
export function useServe() {
  return useMutation({
    mutationFn: ({ entry, body, key }: { entry: Step; body: Serving; key: string }) =>
      unwrap(
        api.POST(`${ONE}/agendar`, {
          params: at(entry),
          body: { ...body, version: entry.version },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSettled: useRefresh(),
  });
}
