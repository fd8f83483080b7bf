/** The strict policy (no inline style, no inline script, Trusted Types) with every widget open: nothing is refused. */
import { expect, test } from './demo-page';
import { breakPolicy, policyBreaches } from './policy-breaches';

test.use({ pace: 1 });

test('nothing of the kit is refused by the policy, and what breaks it is', async ({ demo, page }) => {
  demo.scenario('AU00000', 'mfa');
  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.button('Reveal E-mail').click();
  await expect(demo.button('Hide E-mail')).toBeVisible();
  await demo.tab(/Accounts/).click();
  await demo.tab(/Job history/).click();
  await page.locator('[data-ck="job-history-trigger"]').first().click();
  await page.getByLabel('Kind').selectOption('refresh');
  for (const [name, submit] of [
    ['Purge data', 'Purge data'],
    ['Purge and refresh', 'Cancel'],
    ['Revoke', 'Cancel'],
  ] as const) {
    await demo.detailButton(name).click();
    await demo.confirm(submit);
  }
  await demo.tab(/Overview/).click();
  await demo.button('Show receipt').click();
  await demo.confirm('Close');
  await demo.button('Refresh').click();
  await page.locator('[data-ck="challenge"]').getByRole('textbox').fill('123456', { timeout: 10_000 });
  expect(demo.violations, 'of the kit').toEqual([]);

  await page.evaluate(breakPolicy);
  await expect.poll(() => demo.violations.map((words) => words.split(' ')[0]).sort()).toEqual(policyBreaches);
  demo.violations.length = 0;
  demo.complaints.length = 0;
});
