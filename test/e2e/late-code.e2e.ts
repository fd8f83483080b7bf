/** Code of the kit that a page fetches later, on a network that fails: what was asked for is said, and can be tried again in the same page. */
import { expect, test } from './demo-page';

test('the client asks again for its engine, and shows the connections', async ({ demo, page }) => {
  await page.route('**/engine-*.js*', (route) => route.abort());
  await page.goto(demo.demo.url);
  const retry = page.getByRole('button', { name: 'Try again' }).first();
  await expect(page.getByText('Your connections could not be loaded')).toBeVisible();
  await page.unroute('**/engine-*.js*');
  await retry.click();
  await expect(demo.row('Hooli Bank')).toBeVisible();
});

test('the help is asked for again, and a purge whose question did not come deletes nothing', async ({ demo, page }) => {
  await demo.open();
  await page.route('**/on-demand-*.js*', (route) => route.abort());
  await demo.choose('Hooli Bank');
  await demo.detailButton('Purge data').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await demo.tab(/Help/).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(demo.demo.sandbox?.log.filter(({ path }) => path.endsWith('/purge'))).toEqual([]);
  await page.unroute('**/on-demand-*.js*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('[data-ck="connection-guide-topics"]').first()).toBeVisible();
  await demo.tab(/Overview/).click();
  await demo.detailButton('Purge data').click();
  await expect(page.getByRole('dialog')).toBeVisible();
});
