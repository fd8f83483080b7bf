/** Each workflow by keyboard alone: what has the focus at each step, and what a screen reader reads of the part that changed. */
import type { Locator } from '@playwright/test';
import { expect, test, type DemoPage } from './demo-page';
import { KeyboardAlone, listen } from './keyboard-alone';

test.use({ pace: 1 });

/** A refresh at the sandbox bank takes about seven seconds. */
const refreshed = { timeout: 15_000 };

async function choose(demo: DemoPage): Promise<KeyboardAlone> {
  await demo.open();
  const keyboard = new KeyboardAlone(demo.page);
  await keyboard.press(demo.row('Hooli Bank').getByRole('button', { name: 'Hooli Bank' }));
  await expect(heading(demo)).toBeVisible();
  return keyboard;
}

const heading = ({ page }: DemoPage): Locator => page.getByRole('heading', { name: 'Hooli Bank', level: 2 });
const notices = ({ page }: DemoPage): Locator => page.locator('[data-ck="connection-notices"]');
const liveJob = ({ page }: DemoPage): Locator => page.locator('[data-ck="live-job"]');
const dialog = ({ page }: DemoPage): Locator => page.getByRole('dialog');

/** What may be over before the page has asked. */
function isNotPassing(words: string): boolean {
  return words !== 'Refresh: Waiting to start' && words !== 'Refresh: Confirming that it is you';
}

/** The focus begins at what changes nothing. */
async function confirm(demo: DemoPage, keyboard: KeyboardAlone, submit: string): Promise<void> {
  await expect(dialog(demo).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press(dialog(demo).getByRole('button', { name: submit }));
  await expect(dialog(demo)).toBeHidden();
}

test('refresh: the button keeps the focus while it is busy and after', async ({ demo }) => {
  const keyboard = await choose(demo);
  await keyboard.press(demo.detailButton('Refresh'));
  await expect(demo.detailButton('Refreshing…')).toBeFocused();
  await expect(demo.row('Hooli Bank')).toMatchAriaSnapshot(`
    - listitem:
      - button /^Hooli Bank Refreshing · step \\d of 3$/
  `);
  await expect(demo.detailButton('Refresh')).toBeVisible(refreshed);
  await expect(demo.detailButton('Refresh')).toBeFocused();
  await expect(demo.row('Hooli Bank')).toMatchAriaSnapshot(`
    - listitem:
      - button "Hooli Bank Synced this minute Active"
  `);
});

test('refresh: each step is said once, and nothing else is', async ({ demo }) => {
  const keyboard = await choose(demo);
  await keyboard.moveTo(demo.detailButton('Refresh'));
  const said = await listen(demo.page);
  await keyboard.press(demo.detailButton('Refresh'));
  await expect(liveJob(demo)).toBeVisible();
  await expect(liveJob(demo)).toBeHidden(refreshed);
  expect((await said()).filter(isNotPassing)).toEqual([
    'Refresh: Signing in at the bank',
    'Refresh: Retrieving accounts',
    'Refresh: Retrieving transactions',
    'Refresh: Done',
  ]);
});

test('purge: Escape changes nothing; the button has the focus again, and the outcome is said once', async ({
  demo,
}) => {
  const keyboard = await choose(demo);
  const purge = demo.detailButton('Purge data');
  await keyboard.press(purge);
  await expect(dialog(demo)).toMatchAriaSnapshot(`
    - dialog "Delete the stored data from Hooli Bank?":
      - /children: deep-equal
      - heading "Delete the stored data from Hooli Bank?" [level=2]
      - heading "What will happen" [level=3]
      - list:
        - listitem: All stored account data, transactions and profile data from Hooli Bank are deleted. This cannot be undone.
      - heading "What will not happen" [level=3]
      - list:
        - listitem: "The connection is not ended: a later refresh fetches the data again."
      - button "Cancel"
      - button "Purge data"
  `);
  await demo.page.keyboard.press('Escape');
  await expect(dialog(demo)).toBeHidden();
  await expect(purge).toBeFocused();
  const said = await listen(demo.page);
  await keyboard.press(purge);
  await confirm(demo, keyboard, 'Purge data');
  await expect(purge).toBeFocused();
  await expect(notices(demo)).toMatchAriaSnapshot(`
    - status:
      - /children: deep-equal
      - text: The data of Hooli Bank was deleted this minute. Refresh to fetch it again. A receipt says what was done at Hooli Bank, and what was not.
      - button "Show receipt"
      - button "Dismiss"
  `);
  expect(await said()).toEqual([
    'The data of Hooli Bank was deleted this minute. Refresh to fetch it again.',
    'A receipt says what was done at Hooli Bank, and what was not. Show receipt Dismiss',
  ]);
});

test('purge: the receipt is read and put away, the focus where it was', async ({ demo }) => {
  const keyboard = await choose(demo);
  await keyboard.press(demo.detailButton('Purge data'));
  await confirm(demo, keyboard, 'Purge data');
  await keyboard.press(demo.button('Show receipt'));
  await expect(dialog(demo).getByRole('button', { name: 'Close' })).toBeFocused();
  await demo.page.keyboard.press('Enter');
  await expect(demo.button('Show receipt')).toBeFocused();
  await keyboard.press(demo.button('Dismiss'));
  await expect(heading(demo), 'the button has gone with its notice').toBeFocused();
});

test('purge and refresh: one button from the question to the fresh data', async ({ demo }) => {
  const keyboard = await choose(demo);
  await keyboard.press(demo.detailButton('Purge and refresh'));
  await confirm(demo, keyboard, 'Purge and refresh');
  await expect(demo.detailButton('Refreshing…')).toBeFocused();
  await expect(liveJob(demo)).toBeHidden(refreshed);
  await expect(demo.detailButton('Purge and refresh')).toBeFocused();
  await expect(demo.page.getByText(/•••@/).first()).toBeVisible();
});

test('revoke: the data is chosen by arrow before the last step; the focus goes to the heading', async ({ demo }) => {
  const keyboard = await choose(demo);
  await keyboard.press(demo.detailButton('Revoke'));
  await keyboard.moveTo(dialog(demo).getByRole('radio', { name: 'Keep it' }), 'Shift+Tab');
  await demo.page.keyboard.press('ArrowDown');
  await expect(dialog(demo).getByRole('radio', { name: 'Delete it' })).toBeChecked();
  await expect(dialog(demo)).toMatchAriaSnapshot(`
    - dialog "End the connection to Hooli Bank?":
      - /children: equal
      - heading "End the connection to Hooli Bank?" [level=2]
      - group "The data that is stored already":
        - radio "Keep it"
        - radio "Delete it" [checked]
      - heading "What will happen" [level=3]
      - list:
        - listitem: All stored account data, transactions and profile data from Hooli Bank are deleted first. This cannot be undone.
        - listitem: Then Hooli Bank is unlinked for good.
      - heading "What will not happen" [level=3]
      - list:
        - listitem: The connection is not ended if the deletion fails.
      - button "Cancel"
      - button "Delete and revoke"
  `);
  const said = await listen(demo.page);
  await keyboard.press(dialog(demo).getByRole('button', { name: 'Delete and revoke' }));
  await expect(demo.row('Hooli Bank')).toContainText('Revoked');
  await expect(heading(demo), 'the buttons have gone').toBeFocused();
  expect((await said())[0]).toBe('Sharing has stopped.');
});

test('fix: what is wrong and who must act is read before the button; the bank is left by keyboard too', async ({
  demo,
}) => {
  demo.scenario('AU00000', 'credentials-rejected');
  const keyboard = await choose(demo);
  await expect(notices(demo)).toMatchAriaSnapshot(`
    - status:
      - paragraph: Hooli Bank did not accept the saved sign-in. Sign in at your bank again, then refresh.
      - paragraph: "/Who must act: You Reference [\\\\w-]+/"
  `);
  await keyboard.press(demo.detailButton('Sign in at your bank'));
  await expect(demo.page.getByRole('heading', { name: 'Share your data?' })).toBeVisible();
  await keyboard.press(demo.button('Agree'));
  await expect(demo.row('Hooli Bank')).toContainText('Active', refreshed);
  await keyboard.press(demo.row('Hooli Bank').getByRole('button', { name: 'Hooli Bank' }));
  await expect(notices(demo)).toBeEmpty();
});

test('reveal: the button keeps the focus, and says in words for how long', async ({ demo }) => {
  const keyboard = await choose(demo);
  const email = demo.page.locator('[data-field="emailAddresses"]');
  const said = await listen(demo.page);
  await keyboard.press(email.getByRole('button', { name: 'Reveal E-mail' }));
  await expect(email.getByRole('button', { name: 'Hide E-mail' })).toBeFocused();
  await expect(email).toMatchAriaSnapshot(`
    - term: E-mail
    - definition:
      - text: /\\S+@\\S+ Hidden again in \\d+ seconds/
      - 'button "Show longer: E-mail"'
      - button "Copy E-mail"
      - button "Hide E-mail"
      - status: E-mail is shown for 30 seconds
  `);
  await demo.page.keyboard.press('Space');
  await expect(email.getByRole('button', { name: 'Reveal E-mail' })).toBeFocused();
  await expect(email).toContainText('•••@');
  expect(await said()).toEqual(['E-mail is shown for 30 seconds']);
});

test('challenge: the question is said and read, a wrong code keeps the field, the right one goes on', async ({
  demo,
}) => {
  demo.scenario('AU00000', 'mfa');
  const keyboard = await choose(demo);
  await keyboard.moveTo(demo.detailButton('Refresh'));
  const said = await listen(demo.page);
  await keyboard.press(demo.detailButton('Refresh'));
  const code = demo.page.getByRole('textbox', { name: 'Code sent to •••' });
  await expect(code).toBeVisible({ timeout: 10_000 });
  await expect(demo.detailButton('Refreshing…'), 'nobody is taken from where they are').toBeFocused();
  await expect(liveJob(demo)).toMatchAriaSnapshot(`
    - list:
      - listitem: /Signed in at the bank Done/
      - listitem: /Confirming that it is you Running/
      - listitem: Retrieving accounts Waiting
      - listitem: Retrieving transactions Waiting
    - paragraph: "Hooli Bank asks: A code has been sent by SMS to •••. Please enter it."
    - textbox "Code sent to •••"
    - button "Send"
    - text: Expires in 2 minutes
  `);
  await keyboard.write(code, '000000');
  await expect(demo.page.getByRole('alert')).toContainText('This code was not accepted');
  await expect(code).toBeFocused();
  await keyboard.write(code, '123456');
  await expect(code).toBeHidden();
  await expect(heading(demo), 'the field has gone').toBeFocused();
  await expect(liveJob(demo)).toBeHidden(refreshed);
  expect((await said()).filter(isNotPassing)).toEqual([
    'Refresh: Signing in at the bank',
    'Refresh: Needs an answer from you',
    'This code was not accepted. Look at it once more and enter it again.',
    'Refresh: Retrieving accounts',
    'Refresh: Retrieving transactions',
    'Refresh: Done',
  ]);
});
