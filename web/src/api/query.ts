import { QueryClient } from "@tanstack/react-query";
import { backoffMs } from "@/session/pause";
import { session } from "@/session";
import { ApiProblem } from "./problem";

const PASSING = new Set([429, 502, 503, 504]);
const RETRIES = 3;
// Nobody looks at a spinner for longer: the page says so and offers to try again.
const LONGEST_PAUSE_S = 30;

/** The server's state in this page; forgotten when somebody else signs in, or nobody. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        retryDelay: pauseBefore,
        staleTime: 30_000,
        // A query in an offline browser fails with OFFLINE instead of loading for ever, and is asked again online.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
  forgetWithAccount(client);
  return client;
}

/** Only what goes away by itself is asked again. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (!(error instanceof ApiProblem) || failures >= RETRIES) return false;
  if (error.code === "OFFLINE") return navigator.onLine;
  return PASSING.has(error.status) && (error.retryAfterS ?? 0) <= LONGEST_PAUSE_S;
}

/** As long as the server asks for, else 1, 2, 4 s. */
export function pauseBefore(failures: number, error: Error): number {
  const asked = error instanceof ApiProblem ? error.retryAfterS : undefined;
  return asked === undefined ? backoffMs(failures) : asked * 1000;
}

function forgetWithAccount(client: QueryClient): void {
  let last = session.getState().account;
  session.subscribe(() => {
    const { account } = session.getState();
    if (last && account?.user.id !== last.user.id) client.clear();
    last = account;
  });
}
