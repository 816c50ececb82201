import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { tutorKeys } from "../queries";
import { aroundToday } from "./days";

type Schemas = components["schemas"];
export type Booking = Schemas["AgendamentoOut"];
export type Consents = Schemas["ConsentimentosOut"];
export type Consent = Schemas["ConsentimentoOut"];
export type ConsentIn = Schemas["ConsentimentoIn"];
export type Double = Schemas["DuplicadoOut"];
export type Merge = Schemas["MesclarIn"];

// Of one tutor there are fewer in two months.
const MOST_VISITS = 100;

const careOf = (id: number) => ["tutores", "care", id] as const;
const idIn = (id: number) => ({ path: { cliente_id: id } });

/** The bookings of two months before a day, or of two months from it on. */
export function useVisits(id: number, today: string, which: "last" | "next") {
  return useQuery({
    queryKey: [...careOf(id), "visits", which, today],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/agendamentos", {
          params: { query: { cliente_id: id, limit: MOST_VISITS, ...aroundToday(today)[which] } },
          signal,
        }),
      ),
  });
}

export function useConsents(id: number) {
  return useQuery({
    queryKey: [...careOf(id), "consents"],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/clientes/{cliente_id}/consentimentos", { params: idIn(id), signal })),
  });
}

export function useAddConsent(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: ConsentIn; key: string }) =>
      unwrap(
        api.POST("/api/v1/clientes/{cliente_id}/consentimentos", {
          params: idIn(id),
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: careOf(id) }),
  });
}

/** Who may be the same person. */
export function useDoubles(id: number) {
  return useQuery({
    queryKey: [...careOf(id), "doubles"],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/clientes/duplicados", { params: { query: { id } }, signal })),
  });
}

/** Two records become this one. */
export function useMerge(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: Merge; key: string }) =>
      unwrap(
        api.POST("/api/v1/clientes/{cliente_id}/mesclar", {
          params: idIn(id),
          body,
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: async (merged, { body }) => {
      queries.setQueryData(tutorKeys.one(id), merged);
      // The other one is no more: nobody asks for it again.
      const gone = JSON.stringify(tutorKeys.one(body.outro_id));
      await Promise.all([
        queries.invalidateQueries({
          queryKey: tutorKeys.all,
          predicate: ({ queryKey }) => JSON.stringify(queryKey) !== gone,
        }),
        queries.invalidateQueries({ queryKey: ["animais"] }),
      ]);
    },
  });
}
