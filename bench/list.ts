/**
 * What a long list costs the page's main thread: the kit's, a bare one of `@tanstack/react-virtual` with the same rows (the limit),
 * AG Grid, and the same rows without a window; in one browser, each in a page of its own, and in turns. Compare the ratios; the
 * times are the machine's.
 */
import { withBenchPage, type BenchPage } from './bench-page';
import { inTurn, median, ratioOf, ratioText, type Ratio } from './figures';
import type { ListBench, ListName } from './list-page/main';
import type { Report } from './results';

declare const bench: ListBench;

const runs = 9;
/** Runs that do not count, until the code is warm. */
const warmUps = 2;
export const listNames = ['kit', 'ingest', 'bare', 'grid', 'whole'] as const satisfies readonly ListName[];
const counts = [10, 1_000, 10_000];

export interface ListFigure {
  phase: 'mount' | 'scroll' | 'first mount';
  count: number;
  list: ListName;
  /** Milliseconds of processor, median. */
  cpu: number;
  /** Milliseconds from the call to the frame with the first rows, median. */
  shownAfter?: number;
  ratio: Ratio;
}

interface Cost {
  cpu: number;
  shownAfter?: number;
}

export function measureLists(): Promise<readonly ListFigure[]> {
  return withBenchPage('list-page', async (open) => {
    const checked = await open();
    await checkRows(checked);
    await checked.close();
    const pages = new Map<ListName, BenchPage>();
    for (const list of listNames) pages.set(list, await open());
    const figures: ListFigure[] = [];
    for (const count of counts) {
      const mounts = new Map<ListName, Cost[]>();
      const scrolls = new Map<ListName, Cost[]>();
      for (let run = -warmUps; run < runs; run += 1) {
        for (const [list, warm] of inTurn([...pages], run + warmUps)) {
          const { cpu, result: shownAfter } = await mount(warm, list, count);
          const scroll = list !== 'ingest' && (await warm.cost(() => warm.page.evaluate(() => bench.scroll())));
          await warm.page.evaluate(() => bench.unmount());
          await warm.collectGarbage();
          if (run < 0) continue;
          note(mounts, list, { cpu, shownAfter });
          if (scroll) note(scrolls, list, scroll);
        }
      }
      figures.push(...figuresOf('mount', count, mounts));
      if (count > 10) figures.push(...figuresOf('scroll', count, scrolls));
    }
    for (const warm of pages.values()) await warm.close();
    return [...figures, ...(await measureFirstMounts(open))];
  });
}

/** Of a page that has just been opened: nothing is compiled yet. */
async function measureFirstMounts(open: () => Promise<BenchPage>): Promise<readonly ListFigure[]> {
  const count = 10_000;
  const mounts = new Map<ListName, Cost[]>();
  for (let run = 0; run < runs; run += 1) {
    for (const list of inTurn(['kit', 'bare', 'grid'] as const, run)) {
      const page = await open();
      const { cpu, result: shownAfter } = await mount(page, list, count);
      note(mounts, list, { cpu, shownAfter });
      await page.close();
    }
  }
  return figuresOf('first mount', count, mounts);
}

async function mount({ cost, page, collectGarbage }: BenchPage, list: ListName, count: number) {
  await page.evaluate(([name, rows]) => bench.prepare(name, rows), [list, count] as const);
  await collectGarbage();
  return cost(() => page.evaluate(([name, rows]) => bench.mount(name, rows), [list, count] as const));
}

/** Throws where the lists do not draw the same row, or one of them is not what it is measured as. */
async function checkRows(opened: BenchPage): Promise<void> {
  const { page } = opened;
  const drawn = new Map<ListName, string>();
  for (const list of listNames) {
    await mount(opened, list, 1_000);
    const { markup, shown } = await page.evaluate(() => ({ markup: bench.markup(), shown: bench.shown() }));
    await page.evaluate(() => bench.unmount());
    drawn.set(list, markup);
    const isWindowed = shown.rows >= 10 && shown.rows < 40;
    if (!shown.isScrollable || isWindowed === (list === 'whole'))
      throw new Error(`${list} shows ${JSON.stringify(shown)}`);
  }
  const inGrid = drawn.get('grid') ?? '';
  const [kit = '', bare = ''] = [drawn.get('kit'), drawn.get('bare')];
  if (kit !== bare || !kit) throw new Error(`The rows differ:\n${kit}\n${bare}`);
  if (!inGrid.includes('connection-list-button')) throw new Error(`AG Grid does not draw the row:\n${inGrid}`);
}

function note(costs: Map<ListName, Cost[]>, list: ListName, { cpu, shownAfter }: Cost): void {
  costs.set(list, [...(costs.get(list) ?? []), { cpu, ...(shownAfter !== undefined && { shownAfter }) }]);
}

function figuresOf(
  phase: ListFigure['phase'],
  count: number,
  costs: ReadonlyMap<ListName, readonly Cost[]>,
): ListFigure[] {
  const cpus = (list: ListName) => (costs.get(list) ?? []).map(({ cpu }) => cpu);
  return [...costs].map(([list, own]) => {
    const shown = own.flatMap(({ shownAfter }) => shownAfter ?? []);
    return {
      ...{ phase, count, list, cpu: median(cpus(list)), ratio: ratioOf(cpus(list), cpus('bare')) },
      ...(shown.length > 0 && { shownAfter: median(shown) }),
    };
  });
}

const listWords: Readonly<Record<ListFigure['list'], string>> = {
  kit: 'connections-kit',
  ingest: 'connections-kit, with the data taken in',
  bare: 'bare `@tanstack/react-virtual`',
  grid: 'ag-grid-community',
  whole: 'the same rows, no window',
};

export async function reportLists(): Promise<Report> {
  return {
    title: 'Long lists beside a bare `@tanstack/react-virtual` list with the same rows',
    text: `Milliseconds of processor that the main thread of the page took, medians of ${runs} runs in turns. Ratios are to the bare list.

${listTable(await measureLists())}`,
  };
}

function listTable(figures: readonly ListFigure[]): string {
  return [
    '| | connections | list | main thread | rows seen after | ratio (least – most) |',
    '|---|---:|---|---:|---:|---:|',
    ...figures.map(({ phase, count, list, cpu, shownAfter, ratio }) => {
      const shown = shownAfter === undefined ? '' : `${shownAfter.toFixed(0)} ms`;
      return `| ${phase} | ${count} | ${listWords[list]} | ${cpu.toFixed(1)} ms | ${shown} | ${ratioText(ratio)} |`;
    }),
  ].join('\n');
}
