/** What a developer sees of the kit in the network panel. */
import { expect, test } from './demo-page';

test('no request that was answered is listed as canceled', async ({ demo, page }) => {
  const failed: string[] = [];
  const ended: string[] = [];
  page.on('requestfailed', (request) => void failed.push(request.url()));
  page.on('requestfinished', (request) => void ended.push(request.url()));
  await demo.open();
  for (const name of ['Hooli Bank', 'Pied Piper Credit Union', 'Nucleus Bank']) await demo.choose(name);
  await expect.poll(() => ended.filter((url) => url.includes('/api/connections/')).length).toBeGreaterThanOrEqual(3);
  expect(failed.filter((url) => url.includes('/api/'))).toEqual([]);
});
