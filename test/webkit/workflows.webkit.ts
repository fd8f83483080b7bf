/** Each workflow by hand in WebKitGTK, over the whole chain, under the strict policy. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { listen, type Listening } from 'connections-kit/testing/node';
import { startDemo, type Demo } from '../../demo/start-demo';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { breakPolicy, policyBreaches } from '../e2e/policy-breaches';
import { startWebDriver, type WebDriver } from './web-driver';
import { WebkitPage } from './webkit-page';

const liveJob = '[data-ck="live-job"]';
const detail = { within: '[data-ck="connection-detail"]' };

let driver: WebDriver;
let page: WebkitPage;
let demo: Demo;
let reports: Listening;
const violations: string[] = [];

beforeAll(async () => {
  await buildDemo();
  reports = await listen(async (request) => {
    const { 'csp-report': report } = (await request.json()) as { 'csp-report': Record<string, string> };
    violations.push(report['effective-directive'] ?? JSON.stringify(report));
    return new Response(null, { status: 204 });
  });
  driver = await startWebDriver();
  page = new WebkitPage(driver);
});

afterAll(async () => {
  await driver?.close();
  await reports?.close();
});

beforeEach(() => violations.splice(0));

/** The bank's own pace is 1: for what passes, and is to be seen. */
async function open(scenario?: string, pace = 0.3): Promise<void> {
  demo = await startDemo({ port: 0, pace, reportUri: reports.url });
  if (scenario) demo.sandbox?.bank.setScenario('AU00000', scenario);
  await page.open(demo.url);
}

async function openHooli(scenario?: string, pace?: number): Promise<void> {
  await open(scenario, pace);
  await page.choose('Hooli Bank');
}

afterEach(async () => {
  await demo.close();
  expect(violations).toEqual([]);
});

const commands = () =>
  (demo.sandbox?.log ?? [])
    .filter(({ method, path }) => method === 'DELETE' || (method === 'POST' && path.startsWith('/users/')))
    .map(({ method, path }) => (method === 'DELETE' ? 'revoke' : path.split('/').at(-1)));

it('shows every state in the list', async () => {
  await open();
  for (const status of ['Active', 'Invalid', 'Failed', 'Pre-init', 'Pending', 'Revoked', 'Unknown'])
    await expect.poll(() => page.text('li')).toContain(status);
});

it('follows a refresh step by step to its end, also over a reload', async () => {
  await openHooli(undefined, 1);
  expect(await page.row('Hooli Bank')).not.toContain('this minute');
  await page.press('button', 'Refresh', detail);
  const running = () => page.text(`${liveJob} [data-status="running"]`);
  await expect.poll(running).toContain('Signing in at the bank');
  await page.reload();
  await page.choose('Hooli Bank');
  await expect.poll(running).toContain('Retrieving transactions');
  await expect.poll(() => page.row('Hooli Bank')).toContain('this minute');
  expect(await page.text(liveJob)).toBe('');
  expect(commands()).toEqual(['refresh']);
});

it('purges the data, and a refresh fetches it again', async () => {
  await openHooli();
  await expect.poll(() => page.text()).toContain('•••@');
  await page.press('button', 'Purge data', detail);
  await page.confirm('Purge data');
  await expect.poll(() => page.text()).toContain('The data of Hooli Bank was deleted');
  expect(await page.text()).not.toContain('•••@');
  await page.press('button', 'Refresh', detail);
  await expect.poll(() => page.text()).toContain('•••@');
});

it('purges and refreshes in one gesture, the purge first', async () => {
  await openHooli();
  await page.press('button', 'Purge and refresh', detail);
  await page.confirm('Purge and refresh');
  await expect.poll(() => page.row('Hooli Bank')).toContain('this minute');
  await page.press('tab', /Job history/);
  await expect.poll(() => page.text('[data-ck="job-history"]')).toMatch(/Purge · data deleted/);
  expect(commands()).toEqual(['purge', 'refresh']);
});

it('revokes and keeps the data; the focus is not lost', async () => {
  await openHooli();
  await page.press('button', 'Revoke', detail);
  await page.press('radio', 'Keep it');
  await page.confirm('Revoke');
  await expect.poll(() => page.row('Hooli Bank')).toContain('Revoked');
  await expect.poll(() => page.text('h2:focus')).toBe('Hooli Bank');
  expect(commands()).toEqual(['revoke']);
});

it('deletes the data first where a revoke asks for it', async () => {
  await openHooli();
  await page.press('button', 'Revoke', detail);
  await page.press('radio', 'Delete it');
  await page.confirm('Delete and revoke');
  await expect.poll(() => page.row('Hooli Bank')).toContain('Revoked');
  expect(commands()).toEqual(['purge', 'revoke']);
});

it('says of a failed job what happened and who must act', async () => {
  await openHooli('bank-down');
  await page.press('button', 'Refresh', detail);
  await expect.poll(() => page.text('[data-ck="notice"]')).toContain('Hooli Bank was not responding.');
  expect(await page.text('[data-ck="notice"]')).toContain('Nobody: it takes time');
});

it('reveals a field of the profile and hides it again', async () => {
  await openHooli();
  const email = () => page.text('[data-ck="masked-field"][data-field="emailAddresses"]');
  await page.press('button', 'Reveal E-mail');
  await expect.poll(email).toMatch(/^[\w.+]+@[\w.]+$/m);
  await page.press('button', 'Hide E-mail');
  await expect.poll(email).toContain('•••@');
  expect(await email()).not.toMatch(/^[\w.+]+@[\w.]+$/m);
});

it('comes back from the bank, and the warning goes away', async () => {
  await openHooli('credentials-rejected');
  await page.press('button', 'Sign in at your bank', detail);
  await page.press('button', 'Agree');
  await expect.poll(() => page.row('Hooli Bank')).toContain('Active');
  expect(await driver.send('url')).toBe(`${demo.url}/`);
});

it('opens every widget under the strict policy, which refuses nothing of the kit and all that breaks it', async () => {
  await openHooli('mfa');
  await page.press('button', 'Reveal E-mail');
  await page.press('tab', /Accounts/);
  await page.press('tab', /Job history/);
  await page.press('button', /^Refresh · /);
  await page.press('button', 'Purge data', detail);
  await page.confirm('Purge data');
  await page.press('button', 'Revoke', detail);
  await page.confirm('Cancel');
  await page.press('tab', /Overview/);
  await page.press('button', 'Show receipt');
  await page.confirm('Close');
  await page.press('button', 'Refresh', detail);
  await page.write('textbox', /^Code/, '000000');
  await page.press('button', 'Send');
  await expect.poll(() => page.text('[role="alert"]')).toContain('This code was not accepted');
  await page.write('textbox', /^Code/, '123456');
  await page.press('button', 'Send');
  await expect.poll(() => page.row('Hooli Bank')).toContain('this minute');

  await page.run(`(${breakPolicy.toString()})()`);
  await expect.poll(() => [...violations].sort()).toEqual(policyBreaches);
  violations.splice(0);
});
