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

type Until = Parameters<TickBench['tick']>[1];
const untils = ['page', 'frame'] as const satisfies readonly Until[];

export interface TickFigure {
  count: number;
  jobs: number;
  store: StoreName;
  until: Until;
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
      const cpus = { page: costsOf(), frame: costsOf() };
      for (let run = -1; run < runs; run += 1) {
        for (const store of inTurn(stores, run + 1)) {
          await mount(opened, store, count, jobs);
          for (const until of untils) {
            const cost = await opened.cost(() => opened.page.evaluate(tick, [ticksPerRun, until] as const));
            if (run >= 0) cpus[until][store].push((cost.cpu * 1_000) / ticksPerRun);
          }
          await opened.page.evaluate(() => bench.unmount());
        }
      }
      for (const until of untils) {
        for (const store of stores) {
          const { [store]: own, bare } = cpus[until];
          const figure = { cpu: median(own), commits: commits(store, count, jobs), ratio: ratioOf(own, bare) };
          figures.push({ count, jobs, until, store, ...figure });
        }
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
      await opened.page.evaluate(tick, [10, 'page'] as const);
      counted.set(`${store} ${count} ${jobs}`, (await opened.page.evaluate(() => bench.commits())) / 10);
      await opened.page.evaluate(() => bench.unmount());
    }
  }
  return (store: StoreName, count: number, jobs: number) => counted.get(`${store} ${count} ${jobs}`) ?? NaN;
}

const costsOf = (): Record<StoreName, number[]> => ({ kit: [], bare: [], query: [] });
const tick = ([times, until]: readonly [number, Until]) => bench.tick(times, until);

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
    text: `Microseconds of processor of the main thread from the event of the transport, medians of seven runs of 40 each, in turns: until the
row on the page has changed, and until the frame with it is painted. Ratios are to the bare \`useSyncExternalStore\` over a Map.

${tickTable(await measureTicks())}`,
  };
}

function tickTable(figures: readonly TickFigure[]): string {
  return [
    '| connections | jobs | until | store | main thread | rows committed | ratio (least – most) |',
    '|---:|---:|---|---|---:|---:|---:|',
    ...figures.map(
      ({ count, jobs, until, store, cpu, commits, ratio }) =>
        `| ${count} | ${jobs} | ${until} | ${storeWords[store]} | ${cpu.toFixed(0)} µs | ${commits} | ${ratioText(ratio)} |`,
    ),
  ].join('\n');
}
