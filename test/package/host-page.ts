/** A page of a host in a real browser, and what a person does there. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface HostPage {
  page: Page;
  /** Errors on the console, errors that nobody caught, breaches of the policy. */
  complaints: readonly string[];
  close(): Promise<void>;
}

export async function openHostPage(browser: Browser, options: BrowserContextOptions): Promise<HostPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  await page.exposeFunction('reportViolation', (violation: string) => void complaints.push(violation));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) => {
      const report = Reflect.get(window, 'reportViolation') as (violation: string) => void;
      report(`${violatedDirective} ${sourceFile} ${sample}`);
    });
  });
  return { page, complaints, close: () => context.close() };
}

/** Of the main button, on a page that says nothing of its color scheme. */
const accent = 'rgb(31, 94, 255)';
const fillOf = (element: Locator) => element.evaluate((button) => getComputedStyle(button).backgroundColor);

/** One refresh to its end, then a purge; answers with what the page says at the end. */
export async function refreshAndPurge(page: Page): Promise<string> {
  const detail = page.locator('[data-ck="connection-detail"]');
  await page.getByRole('listitem').getByRole('button', { name: 'Hooli Bank' }).click();
  await detail.getByRole('heading', { name: 'Hooli Bank', level: 2 }).waitFor();
  const refresh = detail.getByRole('button', { name: 'Refresh', exact: true });
  await expect.poll(() => fillOf(refresh)).toBe(accent);
  await refresh.click();
  const job = page.locator('[data-ck="live-job"]');
  await job.getByText('Retrieving accounts').waitFor();
  await job.waitFor({ state: 'hidden' });
  await detail.getByText(/•••@/).first().waitFor();
  await detail.getByRole('button', { name: 'Purge data', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Purge data' }).click();
  await detail.getByText(/The data of Hooli Bank was deleted/).waitFor();
  await page.getByRole('tab', { name: /Job history/ }).click();
  await page.getByRole('button', { name: /^Purge · data deleted/ }).waitFor();
  return detail.innerText();
}
