// Renews the access token before it ends, as long as somebody looks at the page.
const AHEAD_MS = 60_000;
const AGAIN_MS = 10_000;

/** Calls `renew` a minute before the end; `watch` sets a new end, or none. */
export class Renewal {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt: number | undefined;

  constructor(private readonly renew: () => Promise<void>) {}

  /** Begins to listen for the page coming into view. */
  start(): void {
    document.addEventListener("visibilitychange", () => {
      this.tick();
    });
  }

  /** From now on for this end, in ms since the epoch. */
  watch(expiresAt: number | undefined): void {
    this.dueAt = expiresAt === undefined ? undefined : expiresAt - AHEAD_MS;
    this.schedule(0);
  }

  private schedule(atLeastMs: number): void {
    clearTimeout(this.timer);
    if (this.dueAt === undefined) return;
    this.timer = setTimeout(
      () => {
        this.tick();
      },
      Math.max(atLeastMs, this.dueAt - Date.now()),
    );
  }

  private tick(): void {
    if (this.dueAt === undefined || Date.now() < this.dueAt || document.visibilityState !== "visible") return;
    this.renew().catch(() => {
      this.schedule(AGAIN_MS);
    });
  }
}
