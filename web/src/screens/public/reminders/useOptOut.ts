import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type ApiProblem, unwrap } from "@/api/client";
import { useFragment } from "@/base/useFragment";

export type OptOut = { shop: string; recipient: string; opted_out: boolean };

const PATH = "/api/v1/notifications/opt-outs/{token}";

/** Whose reminders the key in this page's address ends, and the two things one may do with it. */
export function useOptOut() {
  const token = useFragment();
  const client = useQueryClient();
  const queryKey = ["opt-out", token];
  const params = { path: { token: token ?? "" } };
  const found = useQuery<OptOut, ApiProblem>({
    queryKey,
    queryFn: ({ signal }) => unwrap(api.GET(PATH, { params, signal })),
    enabled: Boolean(token),
  });
  const change = useMutation<OptOut, ApiProblem, "stop" | "again">({
    mutationFn: (wish) => unwrap(wish === "stop" ? api.POST(PATH, { params }) : api.DELETE(PATH, { params })),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
  });
  return { token, found, change };
}
