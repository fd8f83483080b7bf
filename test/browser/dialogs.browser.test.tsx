/** What the native dialog does in a real Chromium: focus, Escape, backdrop, scrolling, Enter, paste. */
import { act, render, screen } from '@testing-library/react';
import { page, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionList, ConnectionProfile, ConnectionsProvider, PurgeButton } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import type { ReactNode } from 'react';
import { buildDetail } from '../core/builders';
import { createScriptedBank } from '../core/scripted-bank';

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
  await page.viewport(900, 800);
});
afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

async function renderPage(children: ReactNode = <ConnectionProfile connectionId="c1" />) {
  const environment = createFakeEnvironment();
  const bank = createScriptedBank([buildDetail()], environment.clock.now);
  const client = createConnectionsClient({ transport: bank.transport, environment });
  const around = (inside: ReactNode) => (
    <ConnectionsProvider client={client} timeZone="UTC">
      {inside}
      <ConnectionList />
    </ConnectionsProvider>
  );
  const { rerender } = render(around(children));
  await screen.findByRole('button', { name: 'Purge data' });
  await screen.findByText('1 linked');
  return { bank, client, show: (inside: ReactNode) => rerender(around(inside)) };
}

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const dialog = () => screen.queryByRole<HTMLDialogElement>('dialog');
const opener = () => screen.getByRole('button', { name: 'Purge data' });

describe('a dialog that is cancelled gives the focus back to what opened it, and does nothing', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['by its button', () => press('Cancel')],
    ['by Escape', () => userEvent.keyboard('{Escape}')],
    ['by a press on the backdrop', () => userEvent.click(document.documentElement, { position: { x: 5, y: 5 } })],
  ])('%s', async (_name, cancel) => {
    const { bank } = await renderPage();
    await press('Purge data');
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await cancel();
    await expect.poll(dialog).toBeNull();
    expect(opener()).toHaveFocus();
    expect(bank.called('purgeConnection')).toEqual([]);
  });

  it('but not by a press inside it', async () => {
    await renderPage();
    await press('Purge data');
    await userEvent.click(screen.getByRole('heading', { name: 'Delete the stored data from Hooli Bank?' }));
    expect(dialog()).toBeVisible();
  });
});

it('a double press on the confirmation runs the action once', async () => {
  const { bank } = await renderPage();
  await press('Purge data');
  await userEvent.dblClick(screen.getAllByRole('button', { name: 'Purge data' }).at(-1) as HTMLElement);
  await expect.poll(() => bank.called('purgeConnection').length).toBe(1);
  expect(dialog()).toBeNull();
});

it('while the action runs its button keeps the focus that it was given back', async () => {
  const { bank } = await renderPage();
  const release = bank.hold('purgeConnection');
  await press('Purge data');
  await userEvent.click(screen.getAllByRole('button', { name: 'Purge data' }).at(-1) as HTMLElement);
  await expect.poll(() => screen.queryByRole('button', { name: 'Purging…' })).toHaveFocus();
  release();
  await expect.poll(() => screen.queryByRole('button', { name: 'Purge data' })).toHaveFocus();
});

it('where the button that opened it has gone, the focus goes to the nearest heading', async () => {
  const { bank, client } = await renderPage();
  await press('Purge data');
  bank.connections.set('c1', buildDetail({ status: 'revoked' }));
  await client.loadConnection('c1');
  await expect.poll(() => document.querySelector('[data-ck="action-purge"]')).toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.poll(dialog).toBeNull();
  expect(screen.getByRole('heading', { level: 2, name: 'Hooli Bank' })).toHaveFocus();
});

it('where its widget has gone, it goes too, and the focus to the nearest heading', async () => {
  const section = (inside: ReactNode) => (
    <>
      <h1>The page</h1>
      <section>
        <h2>The bank</h2>
        <div>{inside}</div>
      </section>
    </>
  );
  const { show } = await renderPage(section(<PurgeButton connectionId="c1" />));
  await press('Purge data');
  show(section(null));
  await expect.poll(dialog).toBeNull();
  await expect.poll(() => screen.getByRole('heading', { name: 'The bank' })).toHaveFocus();
});

it('a dialog that opens while the former closes is not taken away with it', async () => {
  await renderPage(
    <>
      <PurgeButton connectionId="c1" />
      <PurgeButton connectionId="c1">Purge once more</PurgeButton>
    </>,
  );
  await press('Purge data');
  act(() => {
    dialog()?.close();
    screen.getByRole('button', { name: 'Purge once more' }).click();
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(dialog()).toBeVisible();
});

it('in a short window the dialog scrolls, its buttons stay in sight, and it begins at its beginning', async () => {
  await page.viewport(320, 360);
  await renderPage(<ConnectionProfile connectionId="c1" confirm="typed" />);
  await press('Revoke');
  const shown = dialog() as HTMLDialogElement;
  const { top, bottom } = shown.getBoundingClientRect();
  expect(shown.scrollHeight).toBeGreaterThan(shown.clientHeight);
  expect(shown.scrollWidth).toBe(shown.clientWidth);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(bottom).toBeLessThanOrEqual(window.innerHeight);
  expect(shown.scrollTop).toBe(0);
  expect(screen.getByRole('button', { name: 'Cancel' }).getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom);
  await userEvent.tab({ shift: true });
  const input = screen.getByRole('textbox');
  expect(input).toHaveFocus();
  const buttons = shown.querySelector('[data-ck="confirm-buttons"]') as HTMLElement;
  shown.scrollTop = 0;
  input.scrollIntoView({ block: 'nearest' });
  expect(input.getBoundingClientRect().bottom, 'the focus is not covered').toBeLessThanOrEqual(
    buttons.getBoundingClientRect().top,
  );
});

describe('where the name of the bank is typed', () => {
  async function open() {
    const rendered = await renderPage(<PurgeButton connectionId="c1" confirm="typed" />);
    await press('Purge data');
    await userEvent.click(screen.getByRole('textbox'));
    return rendered;
  }

  it('Enter submits only when it matches', async () => {
    const { bank } = await open();
    await userEvent.keyboard('hooli{Enter}');
    expect(dialog()).toBeVisible();
    await userEvent.keyboard(' bank{Enter}');
    await expect.poll(dialog).toBeNull();
    await expect.poll(() => bank.called('purgeConnection').length).toBe(1);
    expect(opener()).toHaveFocus();
  });

  it('it can be pasted', async () => {
    const { bank } = await renderPage(
      <>
        <input aria-label="A note" defaultValue="Hooli Bank" />
        <PurgeButton connectionId="c1" confirm="typed" />
      </>,
    );
    screen.getByRole<HTMLInputElement>('textbox', { name: 'A note' }).select();
    await userEvent.copy();
    await press('Purge data');
    await userEvent.click(screen.getByRole('textbox', { name: /Type/ }));
    await userEvent.paste();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => bank.called('purgeConnection').length).toBe(1);
  });
});

it('a receipt gives the focus back to its button', async () => {
  await renderPage();
  await press('Purge data');
  await userEvent.click(screen.getAllByRole('button', { name: 'Purge data' }).at(-1) as HTMLElement);
  await userEvent.click(await screen.findByRole('button', { name: 'Show receipt' }));
  await expect.poll(() => screen.queryByRole('button', { name: 'Close' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.poll(dialog).toBeNull();
  expect(screen.getByRole('button', { name: 'Show receipt' })).toHaveFocus();
});
