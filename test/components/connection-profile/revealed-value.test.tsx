/** What remains of a raw value once it is hidden, whatever hid it: nothing, anywhere. */
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionProfile, ConnectionsProvider, JobHistory } from 'connections-kit';
import { createConnectionsClient, type ClientEvent } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { buildDetail } from '../../core/builders';
import { createScriptedBank } from '../../core/scripted-bank';

const words = vi.fn();
const say = (name: string) => act(() => void window.dispatchEvent(new Event(name)));

beforeEach(() => {
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    vi.spyOn(console, name).mockImplementation(words);
});
afterEach(() => {
  vi.restoreAllMocks();
  words.mockReset();
  sessionStorage.clear();
});

async function revealName() {
  const environment = { ...createFakeEnvironment(), storage: sessionStorage };
  const bank = createScriptedBank([buildDetail(), buildDetail({ id: 'c2' })], environment.clock.now);
  const events: ClientEvent[] = [];
  const client = createConnectionsClient({
    transport: bank.transport,
    environment,
    scope: 'user-1',
    onEvent: (event) => void events.push(event),
  });
  const page = (connectionId?: string) => (
    <ConnectionsProvider client={client} timeZone="UTC">
      <input aria-label="The host's own" />
      {connectionId !== undefined && <ConnectionProfile connectionId={connectionId} />}
      <JobHistory />
    </ConnectionsProvider>
  );
  const { rerender } = render(page('c1'));
  const advance = (milliseconds: number) => act(() => environment.clock.advance(milliseconds));
  await act(() => client.load());
  await act(() => client.startConsent({ purpose: 'extend', connectionId: 'c1' }).then(() => {}));
  await advance(0);
  fireEvent.click(screen.getByRole('button', { name: 'Reveal Full name' }));
  await advance(0);

  const places = (): Readonly<Record<string, unknown>> => ({
    document: [document.documentElement.outerHTML, document.title, location.href, history.state],
    'what was typed': [...document.querySelectorAll('input, textarea, select')].map((one) => Reflect.get(one, 'value')),
    'the stores': [client.connections, client.jobs].map((store) => [store.getState(), store.getInitialState()]),
    'the snapshot': client.snapshot(),
    'the storage': [{ ...sessionStorage }, { ...localStorage }, document.cookie],
    'the events': events,
    'the console': words.mock.calls.map((call: unknown[]) =>
      call.map((word) => (word instanceof Error ? word.stack : word)),
    ),
  });
  return {
    client,
    environment,
    advance,
    show: (connectionId?: string) => rerender(page(connectionId)),
    /** The places where something of the raw value is. */
    found: () =>
      Object.entries(places())
        .filter(([, content]) => /Gavin|Belson/i.test(JSON.stringify(content)))
        .map(([name]) => name),
    size: () => Object.values(places()).map((content) => JSON.stringify(content).length),
  };
}

type Revealed = Awaited<ReturnType<typeof revealName>>;

const ends: readonly [name: string, hide: (revealed: Revealed) => unknown][] = [
  ['its time is over', ({ advance }) => advance(30_000)],
  ['the person hides it', () => fireEvent.click(screen.getByRole('button', { name: 'Hide Full name' }))],
  ['the tab is hidden', ({ environment }) => act(() => environment.setVisible(false))],
  ['the window loses the focus', () => say('blur')],
  ['the page is printed', () => say('beforeprint')],
  ['the page is put aside', () => say('pagehide')],
  ['its component goes', ({ show }) => show()],
  ['another connection takes its place', ({ show }) => show('c2')],
  ['the data is purged', ({ client }) => act(async () => void (await client.run('c1', 'purge')))],
  ['the person signs out', ({ client }) => act(() => client.clear())],
];

describe('of a revealed value', () => {
  it('there is something on the page alone while it is shown', async () => {
    const { found, size } = await revealName();
    expect(screen.getByText('Gavin Belson')).toBeInTheDocument();
    expect(found()).toEqual(['document']);
    expect(Math.min(...size().slice(0, 6)), 'every place but the console holds something to look at').toBeGreaterThan(
      3,
    );
  });

  it.each(ends)('nothing is left anywhere once %s', async (_name, hide) => {
    const revealed = await revealName();
    await hide(revealed);
    expect(revealed.found()).toEqual([]);
    await revealed.advance(60_000);
    expect(revealed.found()).toEqual([]);
  });
});

describe('what is printed, or pictured when the page is left', () => {
  // Within `act` React renders before it ends, whether that was asked for or not.
  beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false }));
  afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

  it.each<[string, (revealed: Revealed) => void]>([
    ['the page is printed', () => void window.dispatchEvent(new Event('beforeprint'))],
    ['the page is put aside', () => void window.dispatchEvent(new Event('pagehide'))],
    ['the window loses the focus', () => void window.dispatchEvent(new Event('blur'))],
    ['the tab is hidden', ({ environment }) => environment.setVisible(false)],
  ])('is the mask, before anything else happens: %s', async (_name, leave) => {
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
    const revealed = await revealName();
    Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false });
    leave(revealed);
    expect(screen.queryByText('Gavin Belson')).toBeNull();
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
  });
});
