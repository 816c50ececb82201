// Every saga's changes, for operators: read by fetch, since EventSource carries no token.
import { createParser, type EventSourceParser } from "eventsource-parser";
import { backoffMs, pause } from "@/session/pause";
import { ApiProblem, jsonOf } from "./problem";
import type { Connection } from "./sagaStream";
import type { components } from "./schema";
import { sendSigned } from "./transport";

export type SagaSummary = components["schemas"]["SagaSummary"];
export type Following = {
  onChange: (saga: SagaSummary) => void;
  onConnection: (connection: Connection) => void;
  signal: AbortSignal;
};

const FAILURES_UNTIL_LOST = 3;
// The server says something every 15 s: a stream silent for longer is a connection that died without a word.
const SILENCE_MS = 40_000;

/** Until aborted; goes on where it was after a break or the token's end. Throws the problem of a lasting refusal. */
export async function followSagas({ onChange, onConnection, signal }: Following): Promise<void> {
  let lastId: string | undefined;
  let failures = 0;
  const opened = (): void => {
    failures = 0;
    onConnection("live");
  };
  const parser = createParser({
    onId: (id) => (lastId = id),
    onEvent: (event) => {
      if (event.event === "saga") onChange(JSON.parse(event.data) as SagaSummary);
    },
  });
  onConnection("connecting");
  while (!signal.aborted) {
    try {
      await readOnce(lastId, parser, opened, signal);
    } catch (error) {
      if (isRefusal(error)) throw error;
      failures += 1;
    }
    // What a broken connection left half said is sent again.
    parser.reset();
    if (isAborted(signal)) return;
    onConnection(failures < FAILURES_UNTIL_LOST ? "reconnecting" : "lost");
    await pause(backoffMs(failures), signal);
  }
}

/** One connection, until it ends by itself. Rejects when it breaks, falls silent, or is refused. */
async function readOnce(
  lastId: string | undefined,
  parser: EventSourceParser,
  opened: () => void,
  signal: AbortSignal,
): Promise<void> {
  const connection = new AbortController();
  const stop = (): void => {
    connection.abort();
  };
  signal.addEventListener("abort", stop);
  const silence = createSilence(stop);
  try {
    const response = await open(lastId, connection.signal);
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      silence.broken();
      parser.feed(chunk.value);
    }
  } finally {
    silence.end();
    signal.removeEventListener("abort", stop);
  }
}

type Stream = Response & { body: ReadableStream<BufferSource> };

async function open(lastId: string | undefined, signal: AbortSignal): Promise<Stream> {
  const headers = new Headers({ Accept: "text/event-stream" });
  if (lastId !== undefined) headers.set("Last-Event-ID", lastId);
  const response = await sendSigned(new Request(`${location.origin}/api/v1/ops/sagas/stream`, { headers, signal }));
  if (!response.ok || response.body === null) await jsonOf(response);
  return response as Stream;
}

function createSilence(tooLong: () => void): { broken: () => void; end: () => void } {
  let timer = setTimeout(tooLong, SILENCE_MS);
  const end = (): void => {
    clearTimeout(timer);
  };
  return {
    broken: () => {
      end();
      timer = setTimeout(tooLong, SILENCE_MS);
    },
    end,
  };
}

/** Asking again would get the same answer. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 408 && error.status !== 429;
}

// A call, so that the compiler does not take the loop's own condition for granted after an await.
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
