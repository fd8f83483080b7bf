/**
 * What following 1,000 jobs costs over 60 s of virtual time: requests of the pages and of their server, through the whole chain on the
 * sandbox bank, and processor time. Requests are counted, so they are the same on every machine; of the times compare the ratios.
 */
import { inTurn, median, ratioOf, ratioText, type Ratio } from './figures';
import { createPageAlone, createWholeChain, record, type JobChain, type Requests } from './job-chain';
import { kitPage, listQueryPage, queryPerJobPage, type JobPage } from './job-pages';
import type { Report } from './results';

const jobs = 1_000;
const windows = 5;
const runs = 7;
const second = 1_000;

const pages: readonly JobPage[] = [
  kitPage(false),
  kitPage(true),
  listQueryPage(15 * second),
  queryPerJobPage(15 * second),
];

interface RequestFigure {
  name: string;
  inOne: Requests;
  inMany: Requests;
  /** Milliseconds of processor, median; the ratio is to the first page, run by run. */
  cpu: number;
  ratio: Ratio;
}

export async function reportRequests(): Promise<Report> {
  const figures = await measureRequests();
  return {
    title: 'Requests and processor: 1,000 unsettled jobs over 60 s of virtual time',
    text: [
      `Requests of one window and of ${windows} visible windows of one browser, and those that the host's server sends to the provider for`,
      `them: counted through the whole chain. Processor time of a page alone that is answered from memory: median of ${runs} runs in turns;`,
      'the ratio is to the first line, run by run, with the least and the most.\n',
      `| | 1 window | upstream | ${windows} windows | upstream | processor | ratio |`,
      '|---|---:|---:|---:|---:|---:|---:|',
      ...figures.map(({ name, inOne, inMany, cpu, ratio }) =>
        [
          '',
          name,
          inOne.browser,
          inOne.upstream,
          inMany.browser,
          inMany.upstream,
          `${cpu.toFixed(0)} ms`,
          ratioText(ratio),
          '',
        ]
          .join(' | ')
          .trim(),
      ),
    ].join('\n'),
  };
}

async function measureRequests(): Promise<readonly RequestFigure[]> {
  const cpus = await measureCpu();
  const first = pages[0] && cpus.get(pages[0]);
  const figures: RequestFigure[] = [];
  for (const page of pages) {
    const own = cpus.get(page) ?? [];
    figures.push({
      name: page.name,
      inOne: (await follow(await createWholeChain(jobs), page, 1)).requests,
      inMany: (await follow(await createWholeChain(jobs), page, windows)).requests,
      cpu: median(own),
      ratio: ratioOf(own, first ?? []),
    });
  }
  return figures;
}

async function measureCpu(): Promise<ReadonlyMap<JobPage, readonly number[]>> {
  const cpus = new Map<JobPage, number[]>(pages.map((page) => [page, []]));
  const recorded = await record(jobs);
  for (let run = -1; run < runs; run += 1) {
    for (const page of inTurn(pages, run + 1)) {
      const { cpu } = await follow(createPageAlone(recorded), page, 1);
      if (run >= 0) cpus.get(page)?.push(cpu); // the first round warms the code
    }
  }
  return cpus;
}

/** From the moment at which every window has loaded. */
async function follow(chain: JobChain, page: JobPage, tabs: number): Promise<{ requests: Requests; cpu: number }> {
  const close = await page.open(chain, tabs);
  await chain.clock.advance(5 * second);
  const before = chain.count();
  const started = process.cpuUsage();
  await chain.clock.advance(60 * second);
  await realTurn(); // what TanStack Query tells its observers goes through the real setTimeout
  const { user, system } = process.cpuUsage(started);
  const after = chain.count();
  close();
  return {
    requests: { browser: after.browser - before.browser, upstream: after.upstream - before.upstream },
    cpu: (user + system) / 1_000,
  };
}

function realTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
