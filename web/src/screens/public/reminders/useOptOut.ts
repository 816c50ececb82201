import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, type ApiProblem, unwrap } from "@/api/client";

export type OptOut = { shop: string; recipient: string; opted_out: boolean };

const PATH = "/api/v1/notifications/opt-outs/{token}";

/** Whose reminders the key in this page's address ends, and the two things one may do with it. */
export function useOptOut() {
  const token = useKey();
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

/** What stands behind `#`: undefined in the prerendered page and while it hydrates, "" where nothing does. */
function useKey(): string | undefined {
  return useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => undefined,
  );
}

function onHashChange(tell: () => void): () => void {
  window.addEventListener("hashchange", tell);
  return () => window.removeEventListener("hashchange", tell);
}
