import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { dayAfter } from "../../hours/zone";
import { PAGE_SIZE, useRows } from "../../list/pages";
import { unlessGone } from "../../tutores/queries";

export type Block = components["schemas"]["BloqueioOut"];
export type BlockIn = components["schemas"]["BloqueioIn"];

const BLOCKS = ["bloqueios"] as const;
// As far as the API looks at once.
const LONGEST_LOOK = 366;

/** Those of one person and of the whole shop, from `today` on for a year. */
export function useBlocks(profissionalId: number, today: string) {
  return useRows([...BLOCKS, profissionalId, today], (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/bloqueios", {
        params: {
          query: {
            de: today,
            ate: dayAfter(today, LONGEST_LOOK),
            profissional_id: profissionalId,
            limit: PAGE_SIZE,
            ...(cursor && { cursor }),
          },
        },
        signal,
      }),
    ),
  );
}

export function useAddBlock() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: BlockIn; key: string }) =>
      unwrap(api.POST("/api/v1/bloqueios", { body, headers: { "Idempotency-Key": key } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: BLOCKS }),
  });
}

export function useLiftBlock() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiProblem, number>({
    mutationFn: (id) =>
      unwrap(api.DELETE("/api/v1/bloqueios/{bloqueio_id}", { params: { path: { bloqueio_id: id } } })).catch(
        unlessGone,
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: BLOCKS }),
  });
}
