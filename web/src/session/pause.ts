/** 1, 2, 4 … s, at most 15. */
export function backoffMs(attempt: number): number {
  return Math.min(15_000, 1_000 * 2 ** attempt);
}

/** Waits, at most until the browser is online again or the signal ends it. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}
