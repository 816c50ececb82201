// Where the dots of a weight chart stand. Pure; numbers here are for drawing only.

export type Measured = { medido_em: string; peso: string };
export type Box = { width: number; height: number; left: number; right: number; top: number; bottom: number };
export type Dot = { x: number; y: number };
export type Chart = { dots: Dot[]; ticks: { y: number; kilos: number }[] };

const MOST_TICKS = 5;

/** Dots in the order of their days (equal days in the order given), and a few round weights to read them by. */
export function chartOf(weights: readonly Measured[], box: Box): Chart {
  const days = weights.map(({ medido_em }) => Date.parse(medido_em));
  const kilos = weights.map(({ peso }) => Number(peso));
  const ticks = ticksOf(Math.min(...kilos), Math.max(...kilos));
  const x = scale([Math.min(...days), Math.max(...days)], [box.left, box.width - box.right]);
  const y = scale([ticks[0] ?? 0, ticks.at(-1) ?? 1], [box.height - box.bottom, box.top]);
  return {
    dots: days.map((day, index) => ({ x: x(day), y: y(kilos[index] ?? 0) })),
    ticks: ticks.map((each) => ({ y: y(each), kilos: each })),
  };
}

/** Round numbers from below the least to above the most; never less than two. */
export function ticksOf(least: number, most: number): number[] {
  const step = stepOf(Math.max(most - least, most * 0.1, 0.1));
  const first = Math.max(0, Math.floor(least / step) * step);
  const count = Math.max(1, Math.ceil((most - first) / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((first + index * step).toFixed(2)));
}

/** 1, 2 or 5 times a power of ten, so that about four of them span that much. */
function stepOf(span: number): number {
  const rough = span / (MOST_TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((each) => each * power >= rough - 1e-9) ?? 10);
}

/** A straight line between two ranges; where all is one point, the middle. */
function scale([from, to]: [number, number], [begin, end]: [number, number]): (value: number) => number {
  if (to === from) return () => (begin + end) / 2;
  return (value) => begin + ((value - from) / (to - from)) * (end - begin);
}

/** How much it changed since the weighing before, as a decimal text such as "-0.4"; null for the first one. */
export function changeSince(before: string | undefined, now: string): string | null {
  if (before === undefined) return null;
  const change = Math.round((Number(now) - Number(before)) * 100) / 100;
  return String(change);
}
