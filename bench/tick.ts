/**
 * What the news of one job costs, from the transport's event to the row on the page, in a list of many: the kit's, a bare
 * `useSyncExternalStore` over a Map (the limit), and TanStack Query with a query for each job; in one browser and in turns.
 */
import { withBenchPage, type BenchPage } from './bench-page';
import { inTurn, median, ratioOf, ratioText, type Ratio } from './figures';
import type { StoreName, TickBench } from './tick-page/main';
import type { Report } from './results';

declare const bench: TickBench;

const runs = 7;
const ticksPerRun = 40;
const stores = ['kit', 'bare', 'query'] as const satisfies readonly StoreName[];
/** Of 10,000 connections all with a job at once, the last one, there is no such person; it shows where the store gives way. */
const sizes = [
  { count: 10, jobs: 10 },
  { count: 1_000, jobs: 100 },
  { count: 10_000, jobs: 100 },
  { count: 10_000, jobs: 10_000 },
];

export interface TickFigure {
  count: number;
  jobs: number;
  store: StoreName;
  /** Microseconds of processor, median. */
  cpu: number;
  /** Of rows, with each tick. */
  commits: number;
  ratio: Ratio;
}

export async function measureTicks(): Promise<readonly TickFigure[]> {
  const commits = await withBenchPage('tick-page', countCommits, { isProfiled: true });
  return withBenchPage('tick-page', async (open) => {
    const opened = await open();
    const figures: TickFigure[] = [];
    for (const { count, jobs } of sizes) {
      const cpus = new Map<StoreName, number[]>(stores.map((store) => [store, []]));
      for (let run = -1; run < runs; run += 1) {
        for (const store of inTurn(stores, run + 1)) {
          await mount(opened, store, count, jobs);
          const { cpu } = await opened.cost(() => opened.page.evaluate((times) => bench.tick(times), ticksPerRun));
          await opened.page.evaluate(() => bench.unmount());
          if (run >= 0) cpus.get(store)?.push((cpu * 1_000) / ticksPerRun);
        }
      }
      const of = (store: StoreName) => cpus.get(store) ?? [];
      for (const store of stores) {
        const ratio = ratioOf(of(store), of('bare'));
        figures.push({ count, jobs, store, cpu: median(of(store)), commits: commits(store, count, jobs), ratio });
      }
    }
    return figures;
  });
}

/** In a build of React that counts, and is slower for it. */
async function countCommits(open: () => Promise<BenchPage>) {
  const opened = await open();
  const counted = new Map<string, number>();
  for (const { count, jobs } of sizes) {
    for (const store of stores) {
      await mount(opened, store, count, jobs);
      await opened.page.evaluate(() => bench.tick(10));
      counted.set(`${store} ${count} ${jobs}`, (await opened.page.evaluate(() => bench.commits())) / 10);
      await opened.page.evaluate(() => bench.unmount());
    }
  }
  return (store: StoreName, count: number, jobs: number) => counted.get(`${store} ${count} ${jobs}`) ?? NaN;
}

function mount({ page }: BenchPage, store: StoreName, count: number, jobs: number): Promise<void> {
  return page.evaluate(([name, ...size]) => bench.mount(name, ...size), [store, count, jobs] as const);
}

const storeWords: Readonly<Record<TickFigure['store'], string>> = {
  kit: 'connections-kit',
  bare: 'bare `useSyncExternalStore`',
  query: 'TanStack Query, a query per job',
};

export async function reportTicks(): Promise<Report> {
  return {
    title: 'One news of one job, in a list of many',
    text: `Microseconds of processor from the event of the transport to the row on the page, medians of seven runs of 40 each, in turns.
Ratios are to the bare \`useSyncExternalStore\` over a Map.

${tickTable(await measureTicks())}`,
  };
}

function tickTable(figures: readonly TickFigure[]): string {
  return [
    '| connections | jobs | store | main thread | rows committed | ratio (least – most) |',
    '|---:|---:|---|---:|---:|---:|',
    ...figures.map(
      ({ count, jobs, store, cpu, commits, ratio }) =>
        `| ${count} | ${jobs} | ${storeWords[store]} | ${cpu.toFixed(0)} µs | ${commits} | ${ratioText(ratio)} |`,
    ),
  ].join('\n');
}
