/** What is made of the figures of several runs. */

export interface Ratio {
  median: number;
  least: number;
  most: number;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Run by run, so that what the machine did meanwhile hits both. */
export function ratioOf(ones: readonly number[], others: readonly number[]): Ratio {
  const ratios = ones.map((one, run) => one / (others[run] ?? NaN));
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/** "1.13 × (1.02 – 1.46)" */
export function ratioText({ median: middle, least, most }: Ratio): string {
  return `${middle.toFixed(2)} × (${least.toFixed(2)} – ${most.toFixed(2)})`;
}

/** Another order with each run, so that none always comes first. */
export function inTurn<T>(items: readonly T[], run: number): readonly T[] {
  const start = run % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
