export type Pace = "usual" | "slow" | "unknown";

/** Whether a step took longer than 95 of 100 take. */
export function pace(took: number | null, p95: number | null): Pace {
  if (took === null || p95 === null) return "unknown";
  return took > p95 ? "slow" : "usual";
}

/** Where three durations stand on a scale from 0 to 100 that holds them all. */
export function onScale(took: number | null, p50: number, p95: number): { took: number; p50: number; p95: number } {
  const most = Math.max(took ?? 0, p95, 1) * 1.1;
  const at = (ms: number) => Math.round((ms / most) * 1000) / 10;
  return { took: at(took ?? 0), p50: at(p50), p95: at(p95) };
}
