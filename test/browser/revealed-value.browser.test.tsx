/** A real Chromium prints the page: what comes out shows the mask. */
import { render, screen } from '@testing-library/react';
import { cdp, userEvent } from 'vitest/browser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionProfile, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { buildDetail } from '../core/builders';
import { createScriptedBank } from '../core/scripted-bank';

const chromium = cdp() as unknown as { send(method: string, parameters?: object): Promise<{ data: string }> };

/** The page as a PDF, without what tells one printing from another. */
async function print(): Promise<string> {
  const { data } = await chromium.send('Page.printToPDF', { generateTaggedPDF: false });
  return atob(data).replace(/\/(?:CreationDate|ModDate) \(.*?\)/g, '');
}

async function renderProfile() {
  const environment = createFakeEnvironment();
  const bank = createScriptedBank([buildDetail()], environment.clock.now);
  const client = createConnectionsClient({ transport: bank.transport, environment });
  render(
    <ConnectionsProvider client={client} timeZone="UTC">
      <ConnectionProfile connectionId="c1" />
    </ConnectionsProvider>,
  );
  await screen.findByText('G••• B•••');
}

/** By a real press; what has the focus and lies under the pointer is then the same, shown or not. */
async function press(name: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name }));
}

// Chromium prints within no `act`.
beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false }));
afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

it('a page on which a value is revealed is printed as if it were not', async () => {
  await renderProfile();
  await press('Reveal Full name');
  await screen.findByText('Gavin Belson');
  await press('Hide Full name');
  const masked = await print();
  expect(await print(), 'the same page is the same PDF: else this test could not succeed').toBe(masked);
  await press('Reveal Full name');
  await screen.findByText('Gavin Belson');
  expect(await print()).toBe(masked);
  expect(screen.getByText('G••• B•••')).toBeVisible();
  screen.getByText('G••• B•••').textContent = 'Gavin Belson';
  expect(await print(), 'what is on the page is on the paper: else this test could not fail').not.toBe(masked);
});

it('where the page is printed without having been told before, a revealed value is left out', async () => {
  await renderProfile();
  await press('Reveal Full name');
  const value = await screen.findByText('Gavin Belson');
  await chromium.send('Emulation.setEmulatedMedia', { media: 'print' });
  expect(value).not.toBeVisible();
  expect(screen.getByText('g•••@hooli.com')).toBeVisible();
  await chromium.send('Emulation.setEmulatedMedia', { media: '' });
  expect(value).toBeVisible();
});

it('where the focus goes into a frame, a revealed value is hidden', async () => {
  await renderProfile();
  const frame = document.body.appendChild(document.createElement('iframe'));
  await press('Reveal Full name');
  await screen.findByText('Gavin Belson');
  frame.focus();
  await expect.poll(() => screen.queryByText('Gavin Belson')).toBeNull();
  frame.remove();
});

it('where a dialog opens and closes, a revealed value stays', async () => {
  await renderProfile();
  await press('Reveal Full name');
  await screen.findByText('Gavin Belson');
  await press('Purge data');
  expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  await press('Cancel');
  expect(screen.getByText('Gavin Belson')).toBeVisible();
});
