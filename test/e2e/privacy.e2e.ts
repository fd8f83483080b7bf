/** No raw personal value is anywhere but in the answer to a reveal and, for its time, on the screen. */
import { sandboxSecrets } from 'connections-kit/testing';
import { sandboxUser } from '../../demo/start-demo';
import { expect, test } from './demo-page';

test('no raw personal value is in the page, the stores, the storage, the console or any answer but the reveal', async ({
  demo,
}) => {
  const bank = demo.demo.sandbox?.bank;
  if (!bank) throw new Error('The demo runs without its sandbox bank.');
  const secrets = sandboxSecrets(bank, sandboxUser);
  expect(secrets.length).toBeGreaterThan(20);
  const leaksIn = (text: string) => secrets.filter((secret) => text.includes(secret));

  await demo.open();
  await demo.choose('Hooli Bank');
  await demo.tab(/Accounts/).click();
  await demo.tab(/Job history/).click();
  await demo.tab(/Overview/).click();
  await demo.button('Refresh').click();
  await expect(demo.page.locator('[data-ck="live-job"]')).toBeHidden({ timeout: 15_000 });

  await demo.button('Reveal Full name').click();
  await expect(demo.button('Hide Full name')).toBeVisible();
  const seen = () => demo.page.evaluate(() => document.documentElement.outerHTML + document.body.innerText);
  expect(leaksIn(await seen()), 'a reveal shows the value: else this test could not fail').not.toEqual([]);
  const stores = () =>
    demo.page.evaluate(() => {
      const client = Reflect.get(window, 'connections') as Record<'connections' | 'jobs', { getState(): unknown }>;
      return JSON.stringify([client.connections.getState(), client.jobs.getState()]);
    });
  expect(leaksIn(await stores()), 'the stores, while a value is shown').toEqual([]);
  await demo.button('Hide Full name').click();

  const storage = await demo.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
  );
  expect(leaksIn(await seen()), 'the document').toEqual([]);
  expect(leaksIn(storage), 'the storage and the address').toEqual([]);
  expect(leaksIn(demo.words.join('\n')), 'the console').toEqual([]);
  const answers = demo.answers.filter(({ url }) => !url.endsWith('/reveal'));
  expect(answers.length).toBeGreaterThan(5);
  for (const { url, body } of answers) expect(leaksIn(body), url).toEqual([]);
});
