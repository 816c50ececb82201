// The heaviest dogs there are; a finger that slipped weighs more.
const HEAVY_KG = 120;
const MOST_CHANGE = 0.5;

/** Whether a weight looks mistyped: too much for any animal of a pet shop, or far from the last one. */
export function isDoubtful(weight: string, last: string | null): boolean {
  const kilos = Number(weight);
  const before = Number(last ?? 0);
  return kilos > HEAVY_KG || (before > 0 && Math.abs(kilos - before) > before * MOST_CHANGE);
}
