/** The round trip to the bank's own page and back: the jobs of what was agreed there are followed. */
import { expect, test } from './demo-page';

const setUp = { timeout: 15_000 };

test('an invalid connection is fixed at the bank, and its warning goes away', async ({ demo }) => {
  demo.scenario('AU00000', 'credentials-rejected');
  await demo.open();
  await demo.choose('Hooli Bank');
  await expect(demo.page.locator('[data-ck="notice"]', { hasText: 'did not accept the saved sign-in' })).toBeVisible();
  await demo.detailButton('Sign in at your bank').click();
  await expect(demo.page.getByRole('heading', { name: 'Share your data?' })).toBeVisible();
  await demo.button('Agree').click();
  await expect(demo.row('Hooli Bank')).toContainText('Active', setUp);
  await demo.choose('Hooli Bank');
  await expect(demo.page.locator('[data-ck="notice"]', { hasText: 'did not accept the saved sign-in' })).toHaveCount(0);
  expect(demo.page.url(), 'the address is clean again').toBe(`${demo.demo.url}/`);
});

test('a bank is linked, and its job adopted and followed to its end', async ({ demo }) => {
  await demo.open();
  const before = await demo.page.getByRole('listitem').filter({ hasText: 'Hooli Bank' }).count();
  await demo.button('Link a bank').click();
  await expect(demo.page.getByRole('heading', { name: 'Share your data?' })).toBeVisible();
  await demo.page.getByLabel('Bank').selectOption('Hooli Bank');
  await demo.button('Agree').click();
  await expect(demo.page.getByRole('listitem').filter({ hasText: 'Hooli Bank' })).toHaveCount(before + 1, setUp);
  const linked = demo.page.getByRole('listitem').filter({ hasText: 'Hooli Bank' }).last();
  await expect(linked).toContainText('Active', setUp);
  await expect(linked, 'it is the one that is shown').toHaveAttribute('data-selected', '');
});

test('a person who does not agree comes back to what was there', async ({ demo }) => {
  demo.scenario('AU00000', 'stuck-in-pre-init');
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.detailButton('Continue at your bank').click();
  await demo.button('Do not agree').click();
  await expect(demo.row('Hooli Bank')).toContainText('Pre-init');
});
