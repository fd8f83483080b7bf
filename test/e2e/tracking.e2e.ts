/** A job is followed to its end whatever happens to tabs, network and server. */
import type { Page } from '@playwright/test';
import { sandboxUser, startDemo } from '../../demo/start-demo';
import { sandboxInstitutions } from '../../src/transports/sandbox/institutions';
import { cutStreams } from './cut-streams';
import { expect, test, type DemoPage } from './demo-page';

test.use({ pace: 1 });

const settled = { timeout: 15_000 };
const updated = 'this minute';

const rowIn = (page: Page, institution: string) => page.getByRole('listitem').filter({ hasText: institution });

async function openAnother(demo: DemoPage): Promise<Page> {
  const page = await demo.page.context().newPage();
  await page.goto(demo.demo.url);
  await expect(rowIn(page, 'Hooli Bank')).toBeVisible();
  return page;
}

/** Requests for jobs that a page has sent from now on. */
function countJobRequests(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (/\/api\/(jobs|connections\/[^/]+\/jobs)/.test(request.url())) count += 1;
  });
  return () => count;
}

async function beginRefresh(demo: DemoPage): Promise<void> {
  await demo.choose('Hooli Bank');
  await demo.button('Refresh').click();
  await expect(demo.row('Hooli Bank')).toContainText('step', { timeout: 5_000 });
}

/** At another device: this page hears of it by its stream alone. */
async function refreshElsewhere({ demo }: DemoPage, server: string, institution: string): Promise<void> {
  const institutionId = sandboxInstitutions.find(({ name }) => name === institution)?.id;
  const linked = demo.sandbox?.bank.connections(sandboxUser) ?? [];
  const id = linked.find((connection) => connection.institutionId === institutionId)?.id;
  const url = `${server}/api/connections/${id}/refresh`;
  const answer = await fetch(url, { method: 'POST', headers: { 'Connections-Kit': '1' } });
  expect(answer.status).toBe(202);
}

/** Whether or not the page has heard of it. */
async function endAtBank({ demo }: DemoPage): Promise<void> {
  const isRunning = () => demo.sandbox?.bank.jobs(sandboxUser).some((job) => job.kind === 'refresh' && !job.ended);
  await expect.poll(isRunning, settled).toBe(false);
}

/** As the browser does when the tab is left; a headless one cannot hide its window. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('two tabs show the same, and one of them asks', async ({ demo }) => {
  await demo.open();
  const other = await openAnother(demo);
  const asked = [countJobRequests(demo.page), countJobRequests(other)];
  await beginRefresh(demo);
  await expect(rowIn(other, 'Hooli Bank')).toContainText('step', { timeout: 5_000 });
  await expect(demo.row('Hooli Bank')).toContainText(updated, settled);
  await expect(rowIn(other, 'Hooli Bank')).toContainText(updated, settled);
  expect(Math.min(...asked.map((count) => count())), 'the one that does not lead').toBeLessThanOrEqual(1);
});

test('when the tab that began a refresh is closed, the other follows it to its end', async ({ demo }) => {
  await demo.open();
  const other = await openAnother(demo);
  await beginRefresh(demo);
  await demo.page.close();
  await expect(rowIn(other, 'Hooli Bank')).toContainText(updated, settled);
});

test('after a reload in the middle the job goes on', async ({ demo }) => {
  await demo.open();
  await beginRefresh(demo);
  await demo.page.reload();
  await expect(demo.row('Hooli Bank')).toContainText('step', { timeout: 5_000 });
  await expect(demo.row('Hooli Bank')).toContainText(updated, settled);
  const commands = demo.demo.sandbox?.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/refresh'));
  expect(commands).toHaveLength(1);
});

test('a hidden page asks nothing, and looks at once when it is shown again', async ({ demo }) => {
  await demo.page.clock.install();
  await demo.open();
  await beginRefresh(demo);
  await setHidden(demo.page, true);
  const asked = countJobRequests(demo.page);
  await demo.page.clock.runFor(30_000);
  await endAtBank(demo);
  expect(asked()).toBe(0);
  await expect(demo.row('Hooli Bank')).toContainText('step');
  await setHidden(demo.page, false);
  await expect(demo.row('Hooli Bank')).toContainText(updated, { timeout: 4_000 });
});

test('after half a minute offline the page shows what has happened', async ({ demo }) => {
  await demo.page.clock.install();
  await demo.open();
  await beginRefresh(demo);
  await demo.page.context().setOffline(true);
  const asked = countJobRequests(demo.page);
  await demo.page.clock.runFor(30_000);
  await endAtBank(demo);
  expect(asked()).toBe(0);
  await demo.page.context().setOffline(false);
  await expect(demo.row('Hooli Bank')).toContainText(/this minute|1 minute ago/, { timeout: 5_000 });
});

test('a server that is restarted in the middle loses no job', async ({ demo }) => {
  await demo.open();
  await beginRefresh(demo);
  const { sandbox, url, close } = demo.demo;
  await close();
  await demo.page.waitForEvent('requestfailed');
  const again = await startDemo({ port: Number(new URL(url).port), ...(sandbox && { bank: sandbox.bank }) });
  Object.assign(demo.demo, again); // To be closed by the fixture.
  await expect(demo.row('Hooli Bank')).toContainText(updated, settled);
  expect(again.sandbox?.log.some(({ path }) => path.endsWith('/refresh'))).toBe(false);
});

test('a stream that is cut every two seconds loses no job, and is no storm', async ({ demo }) => {
  test.setTimeout(90_000);
  const server = demo.demo.url;
  const network = await cutStreams(server, 2_000);
  Object.assign(demo.demo, { url: network.url });
  demo.scenario('AU00003', 'happy');
  const start = Date.now();
  const streams: (string | undefined)[] = [];
  demo.page.on('request', (request) => {
    if (request.url().endsWith('/api/events')) streams.push(request.headers()['last-event-id']);
  });
  const questions = countJobRequests(demo.page);
  await demo.open();
  await expect.poll(network.cuts, { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
  await beginRefresh(demo);
  for (const institution of ['Nucleus Bank', 'Yao Net Bank']) await refreshElsewhere(demo, server, institution);
  for (const institution of ['Hooli Bank', 'Nucleus Bank', 'Yao Net Bank'])
    await expect(demo.row(institution)).toContainText(updated, settled);
  const elapsed = (Date.now() - start) / 1_000;
  expect(network.cuts()).toBeGreaterThanOrEqual(3);
  // One stream lasts two seconds, and the next is opened a second later at the earliest.
  expect(streams.length, 'streams').toBeLessThanOrEqual(1 + elapsed / 3);
  const [, ...resumed] = streams;
  expect(resumed.length, 'streams after a cut').toBeGreaterThanOrEqual(network.cuts() - 1);
  expect(resumed.every(Boolean), 'each goes on where the one before was cut').toBe(true);
  // Push stretches the questions, also while its stream is cut.
  expect(questions(), 'questions').toBeLessThanOrEqual(1 + elapsed / 5);
  await network.close();
});
