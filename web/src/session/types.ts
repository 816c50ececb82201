import type { ApiProblem } from "@/api/problem";
import type { components } from "@/api/schema";

export type Account = Pick<components["schemas"]["SignedInOut"], "user" | "tenant" | "impersonation">;
export type Credentials = { email: string; password: string; otp?: string };
/** What an invited person answers. */
export type Acceptance = { token: string; password: string; first_name: string; last_name: string };
/** Why a session that was there is over. */
export type EndedBy = "user" | "expired" | "revoked";

/** An access token with who it speaks for; lives in memory only. */
export type SignedIn = { token: string; expiresAt: number; account: Account };

export type SessionState =
  | SessionUnknown
  | { status: "signed-out"; account: null; endedBy: EndedBy | undefined; problem: undefined }
  | { status: "signed-in"; account: Account; endedBy: undefined; problem: undefined };

/** Before the first answer. `problem` says what keeps it away: OFFLINE (tried again), TENANT_SUSPENDED (not). */
export type SessionUnknown = {
  status: "unknown";
  account: null;
  endedBy: undefined;
  problem: ApiProblem | undefined;
};
