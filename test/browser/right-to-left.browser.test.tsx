/** In a language that is read from right to left the whole manager is, to the eye and to the arrow keys. */
import { act, render, screen, within } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionManager, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { ar } from 'connections-kit/locales/ar';
import { createFakeEnvironment } from 'connections-kit/testing';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  await page.viewport(1200, 900);
});
afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

/** In a page that is read from left to right. */
async function renderInArabic(scenario = 'happy') {
  const environment = createFakeEnvironment();
  const transport = createSandboxTransport({ clock: environment.clock, scenario });
  const client = createConnectionsClient({ transport, environment });
  render(
    <ConnectionsProvider client={client} labels={ar} timeZone="UTC">
      <ConnectionManager />
    </ConnectionsProvider>,
  );
  const advance = (milliseconds: number) => act(() => environment.clock.advance(milliseconds));
  await advance(0);
  return { advance };
}

const tab = (name: string) => screen.getByRole('tab', { name: new RegExp(`^${name}`) });
const button = (name: string) => screen.getByRole('button', { name });
const partOf = (name: string) => document.querySelector(`[data-ck="${name}"]`)?.getBoundingClientRect();

describe('in Arabic', () => {
  it('every part is right to left, and what is chosen stands to the left of the list', async () => {
    await renderInArabic();
    const others = [...document.querySelectorAll('[data-ck]')].filter((part) => !part.matches(':dir(rtl)'));
    expect(others.map((part) => part.getAttribute('data-ck'))).toEqual([]);
    expect(partOf('connection-detail')?.right).toBeLessThanOrEqual(partOf('connection-list')?.left ?? 0);
  });

  it('the arrow to the left goes to the next tab of a connection, the one to the right back', async () => {
    await renderInArabic();
    await userEvent.click(tab(ar.tabs.overview));
    await userEvent.keyboard('{ArrowLeft}');
    expect(tab(ar.tabs.accounts)).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(tab(ar.tabs.overview)).toHaveFocus();
  });

  it('so it does among the workflows of the help', async () => {
    await renderInArabic();
    await userEvent.click(tab(ar.tabs.help));
    const workflows = within(await screen.findByRole('tablist', { name: ar.guide.workflows }));
    await userEvent.click(workflows.getByRole('tab', { name: ar.guide.workflow.refresh.name }));
    await userEvent.keyboard('{ArrowLeft}');
    expect(workflows.getByRole('tab', { name: ar.guide.workflow.purgeAndRefresh.name })).toHaveFocus();
  });

  it('the topics of the help have their mark at the left end, and the arrow down goes to the next one', async () => {
    await renderInArabic();
    await userEvent.click(tab(ar.tabs.help));
    const topic = await screen.findByRole('button', { name: ar.guide.connection.title });
    const mark = topic.querySelector('[data-icon="chevron"]')?.getBoundingClientRect();
    expect(mark?.right).toBeLessThan(within(topic).getByText(ar.guide.connection.title).getBoundingClientRect().left);
    act(() => topic.focus());
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toHaveAttribute('data-ck', 'connection-guide-trigger');
    expect(topic).not.toHaveFocus();
  });

  it('a dialog asks from right to left, and the way out stands before what it asks for', async () => {
    await renderInArabic();
    await userEvent.click(button(ar.action.purge));
    const dialog = screen.getByRole('dialog');
    expect(dialog).toHaveStyle({ direction: 'rtl' });
    const [cancel, confirm] = [ar.cancel, ar.confirm.purge.confirm].map((name) =>
      within(dialog).getByRole('button', { name }).getBoundingClientRect(),
    );
    expect(confirm?.right).toBeLessThan(cancel?.left ?? 0);
  });

  it('what a bank asks in English stands in the order of English', async () => {
    const { advance } = await renderInArabic('mfa');
    await userEvent.click(button(ar.action.refresh));
    await advance(10_000);
    const asked = screen.getByText(/^Code sent to •••$/);
    expect(placeOf(asked, 'Code').left).toBeLessThan(placeOf(asked, '•••').left);
    const question = screen.getByText(/enter it\.$/);
    expect(placeOf(question, 'it').left).toBeLessThan(placeOf(question, '.').left);
  });
});

/** Where the last of such words stands in a text. */
function placeOf(element: HTMLElement, words: string): DOMRect {
  const text = element.firstChild;
  const start = element.textContent?.lastIndexOf(words) ?? -1;
  if (!text || start < 0) throw new Error(`No "${words}" in "${element.textContent}".`);
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, start + words.length);
  return range.getBoundingClientRect();
}
