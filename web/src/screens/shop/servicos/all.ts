import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { type Servico, servicoKeys } from "./queries";

const A_PAGE = 200;

/** Every serviço by name, on or off: a shop has some dozens. */
export function useAllServicos() {
  return useQuery({
    queryKey: [...servicoKeys.all, "every"],
    queryFn: async ({ signal }): Promise<Servico[]> => {
      const found: Servico[] = [];
      let cursor: string | null = null;
      do {
        const query: { limit: number; cursor?: string } = { limit: A_PAGE, ...(cursor !== null && { cursor }) };
        const page = await unwrap(api.GET("/api/v1/servicos", { params: { query }, signal }));
        found.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return found;
    },
  });
}
