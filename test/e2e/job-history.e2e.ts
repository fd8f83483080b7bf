/** The history in the page, under its strict policy: files are made and saved, a link leads to its job. */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { firefoxDownloads } from '../../scripts/browser.mjs';
import { parseCsv } from '../components/job-history/parse-csv';
import { expect, test, type DemoPage } from './demo-page';

async function openHistory(demo: DemoPage): Promise<void> {
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.tab(/Job history/).click();
  await expect(rows(demo).first()).toBeVisible();
}

function rows({ page }: DemoPage): Locator {
  return page.locator('[data-ck="job-history-item"]');
}

async function save(demo: DemoPage, format: 'CSV' | 'JSON'): Promise<{ name: string; content: string }> {
  // Playwright does not hear of a download of Firefox, but says where it is put.
  if (demo.page.context().browser()?.browserType().name() === 'firefox') return saveInFirefox(demo, format);
  const saving = demo.page.waitForEvent('download');
  await demo.button(format).click();
  const file = await saving;
  return { name: file.suggestedFilename(), content: await readFile(await file.path(), 'utf8') };
}

/** One test for each format: no other writes such a file meanwhile. */
async function saveInFirefox(demo: DemoPage, format: 'CSV' | 'JSON'): Promise<{ name: string; content: string }> {
  await mkdir(firefoxDownloads, { recursive: true });
  const names = async () =>
    (await readdir(firefoxDownloads)).filter((name) => name.endsWith(`.${format.toLowerCase()}`));
  const read = (name: string) => readFile(path.join(firefoxDownloads, name), 'utf8');
  for (const name of await names()) await rm(path.join(firefoxDownloads, name));
  await demo.button(format).click();
  await expect.poll(async () => (await Promise.all((await names()).map(read))).join('')).not.toBe('');
  const [name = ''] = await names();
  return { name, content: await read(name) };
}

test('the history is saved as a table that a spreadsheet reads and computes nothing of', async ({ demo }) => {
  await openHistory(demo);
  const shown = await rows(demo).count();
  const { name, content } = await save(demo, 'CSV');
  expect(name).toMatch(/^job-history-\d{4}-\d{2}-\d{2}\.csv$/);
  const [heading, ...lines] = parseCsv(content);
  expect(heading).toContain('Started');
  expect(lines).toHaveLength(shown);
  expect(lines.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  await expect(demo.page.getByText(/\d+ entries exported/)).toBeVisible();
});

test('what the filters show is saved as the jobs themselves', async ({ demo }) => {
  await openHistory(demo);
  await demo.page.getByLabel('Kind').selectOption('refresh');
  const { content } = await save(demo, 'JSON');
  const jobs = JSON.parse(content) as { id: string; kind: string }[];
  const shown = await rows(demo).evaluateAll((items) => items.map((item) => item.getAttribute('data-job')));
  expect(jobs.map(({ id }) => id).sort()).toEqual(shown.sort());
  expect(new Set(jobs.map(({ kind }) => kind))).toEqual(new Set(['refresh']));
});

test('the history is read and filtered by keyboard alone', async ({ demo }) => {
  await openHistory(demo);
  const { keyboard } = demo.page;
  await demo.button(/^All \d/).focus();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(demo.page.locator('[data-ck="job-history-status"][aria-pressed="true"]')).toBeFocused();
  await rows(demo).first().getByRole('button').first().focus();
  await keyboard.press('Enter');
  await expect(demo.page.getByRole('region', { name: /^\S+ · / })).toBeVisible();
  await keyboard.press('Tab');
  await expect(demo.button('Copy reference')).toBeFocused();
});
