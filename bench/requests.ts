/**
 * What following 1,000 jobs costs over 60 s of virtual time: requests of the pages and of their server, through the whole chain on the
 * sandbox bank, and processor time. Requests are counted, so they are the same on every machine; of the times compare the ratios.
 */
import { inTurn, median, ratioOf, ratioText, type Ratio } from './figures';
import { createPageAlone, createWholeChain, type JobChain, type Requests } from './job-chain';
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
  inFive: Requests;
  /** Milliseconds of processor, medians, in one window; the ratios are to the first page, run by run. */
  whole: { cpu: number; ratio: Ratio };
  pageAlone: { cpu: number; ratio: Ratio };
}

export async function reportRequests(): Promise<Report> {
  const figures = await measureRequests();
  const count = ({ browser, upstream }: Requests) => `${browser} | ${upstream}`;
  const cost = ({ cpu, ratio }: RequestFigure['whole']) => `${cpu.toFixed(0)} ms | ${ratioText(ratio)}`;
  return {
    title: 'Requests and processor: 1,000 unsettled jobs over 60 s of virtual time',
    text: [
      `Requests of one window and of ${windows} visible windows of one browser, and those that the host's server sends to the provider for them.`,
      `Processor time in one window: of page, handler and provider together, and of the page alone. Medians of ${runs} runs in turns;`,
      'ratios to the first line, run by run, with the least and the most.\n',
      '| | 1 window | upstream | 5 windows | upstream |',
      '|---|---:|---:|---:|---:|',
      ...figures.map(({ name, inOne, inFive }) => `| ${name} | ${count(inOne)} | ${count(inFive)} |`),
      '',
      '| | page, handler, provider | ratio | page alone | ratio |',
      '|---|---:|---:|---:|---:|',
      ...figures.map(({ name, whole, pageAlone }) => `| ${name} | ${cost(whole)} | ${cost(pageAlone)} |`),
    ].join('\n'),
  };
}

async function measureRequests(): Promise<readonly RequestFigure[]> {
  const inFive = new Map<JobPage, Requests>();
  for (const page of pages) inFive.set(page, (await follow(await createWholeChain(jobs), page, windows)).requests);
  const whole = await measureTurns(() => createWholeChain(jobs));
  const alone = await measureTurns(() => createPageAlone(jobs));
  return pages.map((page) => ({
    name: page.name,
    inOne: whole.requests(page),
    inFive: inFive.get(page) ?? { browser: NaN, upstream: NaN },
    whole: whole.cost(page),
    pageAlone: alone.cost(page),
  }));
}

async function measureTurns(create: () => Promise<JobChain>) {
  const cpus = new Map<JobPage, number[]>(pages.map((page) => [page, []]));
  const requests = new Map<JobPage, Requests>();
  for (let run = -1; run < runs; run += 1) {
    for (const page of inTurn(pages, run + 1)) {
      const figures = await follow(await create(), page, 1);
      if (run < 0) continue; // until the code is warm
      cpus.get(page)?.push(figures.cpu);
      requests.set(page, figures.requests);
    }
  }
  const cpuOf = (page: JobPage | undefined) => (page && cpus.get(page)) ?? [];
  return {
    requests: (page: JobPage) => requests.get(page) ?? { browser: NaN, upstream: NaN },
    cost: (page: JobPage) => ({ cpu: median(cpuOf(page)), ratio: ratioOf(cpuOf(page), cpuOf(pages[0])) }),
  };
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
