// Every way in which a call can fail, as one error.

/** `limit`: the bound that the field broke, where one did. */
export type FieldProblem = { field: string; message: string; code: string; limit?: number };

type Parts = {
  status: number;
  code: string;
  detail?: string;
  requestId?: string | undefined;
  fields?: FieldProblem[];
  retryAfterS?: number | undefined;
  body?: Readonly<Record<string, unknown>>;
};

/** A refusal in the server's words (RFC 9457), or `OFFLINE` and `BAD_ANSWER` when there were none. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterS: number | undefined;
  /** All members of the problem: `limit` and `used` of PLAN_LIMIT_REACHED, `suggestions` of SLOT_TAKEN. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(parts: Parts) {
    super(`${parts.status} ${parts.code}`);
    this.name = "ApiProblem";
    this.status = parts.status;
    this.code = parts.code;
    this.detail = parts.detail ?? "";
    this.requestId = parts.requestId;
    this.fields = parts.fields ?? [];
    this.retryAfterS = parts.retryAfterS;
    this.body = parts.body ?? {};
  }
}

/** Goes away by itself: no network, too many requests, a part of the system away. */
export function isPassing({ status, code }: ApiProblem): boolean {
  return status === 0 || status === 429 || status >= 500 || code === "BAD_ANSWER";
}

/** Nothing answered: no network, or a gateway that is away. */
export function offlineProblem(): ApiProblem {
  return new ApiProblem({ status: 0, code: "OFFLINE" });
}

/** The problem in a refusal; its body has been read already (JSON or text). */
export function problemOf(response: Response, body: unknown): ApiProblem {
  const common = {
    status: response.status,
    requestId: response.headers.get("X-Request-ID") ?? undefined,
    retryAfterS: retryAfter(response.headers.get("Retry-After")),
  };
  if (!isRecord(body) || typeof body.code !== "string") return new ApiProblem({ ...common, code: "BAD_ANSWER" });
  return new ApiProblem({
    ...common,
    code: body.code,
    detail: textOf(body.detail) ?? "",
    requestId: textOf(body.request_id) ?? common.requestId,
    fields: fieldsOf(body.errors),
    body,
  });
}

/** What a call threw, as a problem; an abort stays one, and so does a defect of ours. */
export function asProblem(error: unknown): unknown {
  if (error instanceof SyntaxError) return new ApiProblem({ status: 200, code: "BAD_ANSWER" });
  return isNetworkFailure(error) ? offlineProblem() : error;
}

/** Sends it; a network failure is the problem `OFFLINE`. */
export async function fetchOrProblem(input: RequestInfo, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    throw asProblem(error);
  }
}

/** The JSON body of a success, or throws its problem. */
export async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((error: unknown) => {
    throw asProblem(error);
  });
  const body = parsed(text);
  if (!response.ok) throw problemOf(response, body);
  if (body === undefined) throw new ApiProblem({ status: response.status, code: "BAD_ANSWER" });
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// fetch and the reading of a body reject with a TypeError when the network fails, in every browser.
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError;
}

function retryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, (until - Date.now()) / 1000);
}

function fieldsOf(errors: unknown): FieldProblem[] {
  return Array.isArray(errors) ? errors.filter(isFieldProblem) : [];
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && ["field", "message", "code"].every((name) => typeof value[name] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
