/** Each workflow by hand, in the page, over the whole chain: page → handler → Basiq transport → a bank on a socket. */
import { expect, test } from './demo-page';

/** A refresh at the sandbox bank takes about seven seconds at its own pace. */
const refreshed = { timeout: 15_000 };

test('every state is seen in the list', async ({ demo }) => {
  await demo.open();
  for (const status of ['Active', 'Invalid', 'Failed', 'Pre-init', 'Pending', 'Revoked', 'Unknown']) {
    await expect(demo.page.getByRole('listitem').getByText(status, { exact: true }).first()).toBeVisible();
  }
  await expect(demo.page.getByText('Access ends in 5 days')).toBeVisible();
});

test('data is purged, then fetched again by a refresh', async ({ demo }) => {
  await demo.open();
  await demo.choose('Hooli Bank');
  await expect(demo.page.getByText(/•••@/).first()).toBeVisible();
  await demo.button('Purge data').click();
  await demo.confirm('Purge data');
  await expect(demo.page.getByText(/The data of Hooli Bank was deleted/)).toBeVisible();
  await expect(demo.page.getByText(/•••@/)).toHaveCount(0);
  await demo.tab(/Accounts/).click();
  await expect(demo.page.getByText('No accounts are stored for this connection.')).toBeVisible();
  await demo.tab(/Overview/).click();
  await demo.button('Refresh').click();
  await expect(demo.page.getByText(/•••@/).first()).toBeVisible(refreshed);
  await expect(demo.page.getByText(/The data of Hooli Bank was deleted/)).toHaveCount(0);
});

test('purge and refresh happen in one gesture, the purge first', async ({ demo }) => {
  await demo.open();
  await demo.choose('Hooli Bank');
  await expect(demo.page.getByText(/•••@/).first()).toBeVisible();
  await demo.button('Purge and refresh').click();
  await demo.confirm('Purge and refresh');
  await expect(demo.page.getByText(/•••@/)).toHaveCount(0);
  await expect(demo.page.getByText(/•••@/).first()).toBeVisible(refreshed);
  await demo.tab(/Job history/).click();
  await expect(demo.button(/^Purge · data deleted/)).toBeVisible();
  const commands = demo.demo.sandbox?.log.filter(({ method, path }) => method === 'POST' && path.startsWith('/users/'));
  expect(commands?.map(({ path }) => path.split('/').at(-1))).toEqual(['purge', 'refresh']);
});

test('purged but not refreshed is shown as just that, and the refresh alone is tried again', async ({ demo }) => {
  demo.scenario('all', 'refresh-fails-after-purge');
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.button('Purge and refresh').click();
  await demo.confirm('Purge and refresh');
  const notice = demo.page.locator('[data-ck="notice"]', {
    hasText: 'The data was deleted, but the refresh after it failed.',
  });
  await expect(notice).toBeVisible(refreshed);
  await expect(notice).toContainText('Who must act: Support');
  await demo.page.reload();
  await expect(demo.row('Hooli Bank')).not.toContainText('Synced');
  await demo.choose('Hooli Bank');
  await expect(notice, 'it stays true after a reload').toBeVisible();
  await notice.getByRole('button', { name: 'Refresh' }).click();
  await expect(demo.page.getByText(/•••@/).first()).toBeVisible(refreshed);
  await expect(notice).toHaveCount(0);
  const purges = demo.demo.sandbox?.log.filter(({ path }) => path.endsWith('/purge'));
  expect(purges).toHaveLength(1);
});

test('a connection is revoked and its data kept', async ({ demo }) => {
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.button('Revoke').click();
  await demo.confirm('Revoke', 'Keep it');
  await expect(demo.row('Hooli Bank')).toContainText('Revoked');
  await expect(demo.page.getByRole('heading', { name: 'Hooli Bank', level: 2 }), 'the focus is not lost').toBeFocused();
  await demo.tab(/Job history/).click();
  await expect(demo.button(/^Revoke · link ended/)).toBeVisible();
  expect(demo.demo.sandbox?.log.filter(({ path }) => path.endsWith('/purge'))).toEqual([]);
});

test('a connection is revoked and its data deleted first', async ({ demo }) => {
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.button('Revoke').click();
  await demo.confirm('Delete and revoke', 'Delete it');
  await expect(demo.row('Hooli Bank')).toContainText('Revoked');
  const commands = demo.demo.sandbox?.log.filter(({ method }) => method === 'DELETE' || method === 'POST');
  const asked = commands?.map(({ method, path }) => (path.endsWith('/purge') ? 'purge' : method));
  expect(asked?.slice(-2)).toEqual(['purge', 'DELETE']);
});

test('a field of the profile is revealed and hidden again', async ({ demo }) => {
  await demo.open();
  await demo.choose('Hooli Bank');
  const email = demo.page.locator('[data-ck="masked-field"][data-field="emailAddresses"]');
  await expect(email).toContainText('•••@');
  await email.getByRole('button', { name: 'Reveal E-mail' }).click();
  await expect(email.getByText(/^[\w.+]+@[\w.]+$/).first()).toBeVisible();
  await expect(email).not.toContainText('•••@');
  await email.getByRole('button', { name: 'Hide E-mail' }).click();
  await expect(email).toContainText('•••@');
  await expect(email.getByText(/^[\w.+]+@[\w.]+$/)).toHaveCount(0);
});

test('a code that the bank asks for is entered where the job waits', async ({ demo }) => {
  demo.scenario('AU00000', 'mfa');
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.button('Refresh').click();
  const challenge = demo.page.locator('[data-ck="challenge"]');
  await challenge.getByRole('textbox').fill('000000', { timeout: 10_000 });
  await challenge.getByRole('button', { name: 'Send' }).click();
  await expect(challenge.getByRole('alert')).toContainText('This code was not accepted');
  await challenge.getByRole('textbox').fill('123456', { timeout: 10_000 });
  await challenge.getByRole('button', { name: 'Send' }).click();
  await expect(demo.row('Hooli Bank')).toContainText('this minute', refreshed);
});

test('a bank that was asked too often says when it can be asked again', async ({ demo }) => {
  demo.scenario('AU00000', 'rate-limited');
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.button('Refresh').click();
  const notice = demo.page.locator('[data-ck="notice"]', { hasText: 'was asked too often' });
  await expect(notice).toContainText(/Try again \d+ \w+ \d{4}/);
});

test('the scenario picker begins anew at the bank', async ({ demo }) => {
  await demo.open();
  await demo.page.getByRole('combobox', { name: 'Institution' }).selectOption('Hooli Bank');
  await demo.page.getByLabel('Scenario').selectOption('credentials-rejected');
  await expect(demo.row('Hooli Bank')).toContainText('Invalid');
});

test.describe("at the bank's own pace", () => {
  test.use({ pace: 1 });

  test('a refresh is followed step by step to its end', async ({ demo }) => {
    await demo.open();
    await demo.choose('Hooli Bank');
    const before = await demo.row('Hooli Bank').innerText();
    await demo.button('Refresh').click();
    const running = demo.page.locator('[data-ck="live-job"] [data-status="running"]');
    for (const step of ['Signing in at the bank', 'Retrieving accounts', 'Retrieving transactions']) {
      await expect(running).toContainText(step, { timeout: 8_000 });
    }
    await expect(demo.page.locator('[data-ck="live-job"]')).toBeHidden(refreshed);
    await expect(demo.row('Hooli Bank')).toContainText('this minute');
    expect(before).not.toContain('this minute');
    await demo.tab(/Job history/).click();
    await demo
      .button(/^Refresh · 3 steps/)
      .first()
      .click();
    await expect(demo.page.getByRole('region').getByText('Retrieved transactions')).toBeVisible();
  });

  test('a failed job says what happened and who must act, and is tried again', async ({ demo }) => {
    demo.scenario('AU00000', 'bank-down');
    await demo.open();
    await demo.choose('Hooli Bank');
    await demo.button('Refresh').click();
    const notice = demo.page.locator('[data-ck="notice"]', { hasText: 'Hooli Bank was not responding.' });
    await expect(notice).toBeVisible(refreshed);
    await expect(notice).toContainText('Nobody: it takes time');
    await expect(notice).toContainText(/Reference \S{6,}/);
    await demo.tab(/Job history/).click();
    await demo
      .button(/^Refresh · Failed/)
      .first()
      .click();
    const body = demo.page.getByRole('tabpanel').getByRole('region', { name: /Refresh · Failed/ });
    await expect(body.getByText(/Hooli Bank was not responding/)).toBeVisible();
    await demo.tab(/Overview/).click();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(demo.page.locator('[data-ck="live-job"]')).toBeVisible();
  });

  test('a reload in the middle of a refresh picks the job up', async ({ demo }) => {
    await demo.open();
    await demo.choose('Hooli Bank');
    await demo.button('Refresh').click();
    await expect(demo.page.locator('[data-ck="live-job"]')).toBeVisible();
    await demo.page.reload();
    await demo.choose('Hooli Bank');
    await expect(demo.page.locator('[data-ck="live-job"]')).toBeVisible();
    await expect(demo.button('Refreshing…')).toBeVisible();
    await expect(demo.page.locator('[data-ck="live-job"]')).toBeHidden(refreshed);
    await expect(demo.row('Hooli Bank')).toContainText('this minute');
    const refreshes = demo.demo.sandbox?.log.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/refresh'),
    );
    expect(refreshes).toHaveLength(1);
  });
});
