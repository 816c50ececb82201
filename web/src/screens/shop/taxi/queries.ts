import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { agendaKeys } from "../agenda/queries";
import { unlessGone } from "../tutores/queries";

type Schemas = components["schemas"];
export type Ride = Schemas["TaxiOut"];
export type RideState = Ride["estado"];
export type Way = Ride["sentido"];
export type RideIn = Schemas["TaxiIn"];
/** A booking's ride one way. */
type OfBooking = { bookingId: number; way: Way };

// A day has far fewer; more are read page after page.
const PAGE = 200;
const LOOK_AGAIN_MS = 15_000;
const RIDES = ["taxi"] as const;

/** A day's rides, by their beginning. */
export function useRides(date: string | undefined) {
  return useQuery({
    queryKey: [...RIDES, date],
    queryFn: ({ signal }) => readDay(date ?? "", signal),
    enabled: date !== undefined,
    staleTime: 0,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

async function readDay(data: string, signal: AbortSignal): Promise<Ride[]> {
  const found: Ride[] = [];
  let cursor: string | null = null;
  do {
    const page: Schemas["Page_TaxiOut_"] = await unwrap(
      api.GET("/api/v1/taxi", {
        params: { query: { data, limit: PAGE, ...(cursor !== null && { cursor }) } },
        signal,
      }),
    );
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}

const pathOf = ({ bookingId, way }: OfBooking) => ({ path: { agendamento_id: bookingId, sentido: way } });

export function usePutRide(of: OfBooking) {
  const noteChange = useNoteChange();
  return useMutation({
    mutationFn: (body: RideIn) =>
      unwrap(api.PUT("/api/v1/agendamentos/{agendamento_id}/taxi/{sentido}", { params: pathOf(of), body })),
    onSettled: noteChange,
  });
}

export function useDropRide(of: OfBooking) {
  const noteChange = useNoteChange();
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE("/api/v1/agendamentos/{agendamento_id}/taxi/{sentido}", { params: pathOf(of) })).catch(
        unlessGone,
      ),
    onSettled: noteChange,
  });
}

/** One step further, or one back. */
export function useStepRide() {
  const noteChange = useNoteChange();
  return useMutation({
    mutationFn: ({ ride, to }: { ride: Pick<Ride, "id" | "version">; to: Exclude<RideState, "cancelado"> }) =>
      unwrap(
        api.POST("/api/v1/taxi/{taxi_id}/estado", {
          params: { path: { taxi_id: ride.id } },
          body: { estado: to, version: ride.version },
        }),
      ),
    onSettled: noteChange,
  });
}

/** Bookings name their rides. */
function useNoteChange() {
  const queries = useQueryClient();
  return async (): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: RIDES }),
      queries.invalidateQueries({ queryKey: agendaKeys.all }),
    ]);
  };
}
