import * as React from 'react';
import { act, render, screen, within } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  ConnectionList,
  ConnectionsProvider,
  extendLabels,
  JobHistory,
  RefreshButton,
  useConnectionsState,
  useText,
} from 'connections-kit';
import { createConnectionsClient, type ConnectionsClient } from 'connections-kit/core';
import { en } from 'connections-kit/locales/en';
import { createFakeBrowser, createFakeEnvironment } from 'connections-kit/testing';
import { buildDetail } from '../core/builders';
import { createScriptedBank } from '../core/scripted-bank';
import { createProbe, renderScripted } from './set-up';

interface Life {
  client: ConnectionsClient;
  running: number;
  disposed: number;
}

/** Clients that write down how they are treated. */
function createFactory(name = 'Hooli Bank') {
  const lives: Life[] = [];
  const environment = createFakeEnvironment();
  const institution = { id: 'AU1', name };
  const bank = createScriptedBank([buildDetail({ institution })], environment.clock.now);
  const factory = (): ConnectionsClient => {
    const client = createConnectionsClient({ transport: bank.transport, environment });
    const life: Life = {
      running: 0,
      disposed: 0,
      client: {
        ...client,
        start() {
          life.running += 1;
          const stop = client.start();
          return () => {
            life.running -= 1;
            stop();
          };
        },
        dispose() {
          life.disposed += 1;
          client.dispose();
        },
      },
    };
    lives.push(life);
    return life.client;
  };
  return { factory, lives, bank, running: () => lives.filter(({ running }) => running === 1) };
}

/** Longer than the provider waits to see whether it is mounted again. */
const afterwards = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

describe('a provider with a factory', () => {
  it('makes one client per mount, starts it once and disposes of it after the unmount', async () => {
    const { factory, lives, running } = createFactory();
    const { unmount } = render(
      <ConnectionsProvider client={factory}>
        <ConnectionList />
      </ConnectionsProvider>,
    );
    await afterwards();
    // React 18's StrictMode throws its first render away, and with it what a factory made there.
    expect(lives).toHaveLength(React.version.startsWith('18') ? 2 : 1);
    expect(running()).toHaveLength(1);
    expect(lives.map(({ disposed }) => disposed)).toEqual(lives.map(() => 0));
    expect(screen.getByText('Hooli Bank')).toBeInTheDocument();

    const [life] = running();
    unmount();
    expect(life).toMatchObject({ running: 0, disposed: 0 });
    await afterwards();
    expect(life).toMatchObject({ running: 0, disposed: 1 });
  });

  it('keeps its client when it is rendered again with another function', async () => {
    const { factory, lives } = createFactory();
    const page = () => (
      <ConnectionsProvider client={() => factory()}>
        <ConnectionList />
      </ConnectionsProvider>
    );
    const { rerender } = render(page());
    const made = lives.length;
    rerender(page());
    await afterwards();
    expect(lives).toHaveLength(made);
  });

  it('lets go of its client when the host hands over one of its own', async () => {
    const { factory, running } = createFactory();
    const other = createFactory('Endframe Mutual');
    const own = other.factory();
    const { rerender } = render(<ConnectionsProvider client={factory}>{<ConnectionList />}</ConnectionsProvider>);
    const [life] = running();
    rerender(<ConnectionsProvider client={own}>{<ConnectionList />}</ConnectionsProvider>);
    await afterwards();
    expect(life).toMatchObject({ running: 0, disposed: 1 });
    expect(screen.getByText('Endframe Mutual')).toBeInTheDocument();
    expect(screen.queryByText('Hooli Bank')).toBeNull();
  });
});

describe('what came with the page', () => {
  const cameWith = (name: string) => ({
    takenAt: '2026-11-22T08:59:00.000Z',
    connections: [buildDetail({ institution: { id: 'AU1', name } })],
    jobs: [],
  });

  it('leaves nothing behind of a render that is thrown away', async () => {
    const browser = createFakeBrowser();
    const tab = browser.openTab();
    const { transport } = createScriptedBank([buildDetail()], tab.clock.now);
    let comes = (_module: { default: () => React.ReactElement }) => {};
    const Late = React.lazy(() => new Promise<{ default: () => React.ReactElement }>((resolve) => (comes = resolve)));
    const { unmount } = render(
      <React.Suspense>
        <ConnectionsProvider
          client={() => createConnectionsClient({ transport, environment: tab, scope: 'user-1' })}
          initialState={cameWith('Hooli Bank')}
        >
          <ConnectionList />
          <Late />
        </ConnectionsProvider>
      </React.Suspense>,
    );
    await act(async () => comes({ default: () => <p>late</p> }));
    expect(screen.getByText('late')).toBeVisible();
    expect(browser.leftovers()).toContainEqual({ tab: tab.id, of: 'channel', count: 1 });
    unmount();
    await afterwards();
    expect(browser.leftovers()).toEqual([]);
  });

  it('stands in the first render of a client of the host, which hears of it afterwards', async () => {
    const client = createFactory('Endframe Mutual').factory();
    const texts: (string | null)[] = [];
    const page = () => (
      <ConnectionsProvider client={client} initialState={cameWith('Hooli Bank')}>
        <ConnectionList ref={(list) => void (list && texts.push(list.textContent))} />
        <RefreshButton connectionId="c1" ref={(refresh) => void (refresh && texts.push(refresh.ariaDisabled))} />
      </ConnectionsProvider>
    );
    expect(renderToString(page())).toContain('Hooli Bank');
    expect(client.connections.getState().ids).toEqual([]);
    render(page());
    expect(texts[0]).toContain('Hooli Bank');
    expect(texts[1]).toBeNull();
    await afterwards();
    expect(screen.getByText('Endframe Mutual')).toBeVisible();
  });

  it('is news to what shows that client already', async () => {
    const { factory } = createFactory();
    const client = factory();
    function Name() {
      return useConnectionsState(({ byId }) => byId['c1']?.institution.name ?? 'no bank');
    }
    const page = (isWith: boolean) => (
      <>
        <ConnectionsProvider client={client}>
          <Name />
        </ConnectionsProvider>
        {isWith && <ConnectionsProvider client={client} initialState={cameWith('Nucleus Bank')} />}
      </>
    );
    const { rerender } = render(page(false));
    await afterwards();
    expect(document.body).toHaveTextContent('no bank');
    rerender(page(true));
    expect(document.body).toHaveTextContent('Nucleus Bank');
  });
});

// React 18 has no way to hide a tree and keep its state.
describe.each('Activity' in React ? [React.Activity] : [])('a tree that is hidden and shown again', (Activity) => {
  const show = (factory: () => ConnectionsClient, mode: 'visible' | 'hidden') => (
    <Activity mode={mode}>
      <ConnectionsProvider client={factory}>
        <ConnectionList />
      </ConnectionsProvider>
    </Activity>
  );

  it('keeps its client when that is at once', async () => {
    const { factory, lives, running } = createFactory();
    const { rerender } = render(show(factory, 'visible'));
    rerender(show(factory, 'hidden'));
    rerender(show(factory, 'visible'));
    await afterwards();
    expect(lives).toHaveLength(1);
    expect(running()).toHaveLength(1);
  });

  it('works with a new client when that took longer', async () => {
    const { factory, lives, running } = createFactory();
    const { rerender } = render(show(factory, 'visible'));
    await afterwards();
    rerender(show(factory, 'hidden'));
    await afterwards();
    expect(lives.map(({ disposed }) => disposed)).toEqual([1]);
    rerender(show(factory, 'visible'));
    await afterwards();
    expect(running()).toEqual([lives.at(-1)]);
    expect(screen.getByText('Hooli Bank')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('asks anew after it was hidden, and does not bring back what a server rendered long ago', async () => {
    const { factory, bank } = createFactory();
    const initialState = { takenAt: '2026-11-22T08:59:00.000Z', connections: [buildDetail()], jobs: [] };
    const page = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <ConnectionsProvider client={factory} initialState={initialState}>
          <ConnectionList />
        </ConnectionsProvider>
      </Activity>
    );
    const { rerender } = render(page('visible'));
    await afterwards();
    expect(screen.getByText('Active')).toBeInTheDocument();
    rerender(page('hidden'));
    await afterwards();
    bank.connections.set('c1', buildDetail({ status: 'revoked' }));
    rerender(page('visible'));
    await afterwards();
    expect(screen.getByText('Revoked')).toBeInTheDocument();
  });
});

describe('a provider with a client of the host', () => {
  it('starts and stops it, and never disposes of it', async () => {
    const { factory, lives } = createFactory();
    const client = factory();
    const { unmount } = render(<ConnectionsProvider client={client} />);
    expect(lives[0]).toMatchObject({ running: 1, disposed: 0 });
    unmount();
    await afterwards();
    expect(lives[0]).toMatchObject({ running: 0, disposed: 0 });
  });

  it('shows the connections of another client that it is given', async () => {
    const first = createFactory('Hooli Bank');
    const second = createFactory('Nucleus Bank');
    const [one, two] = [first.factory(), second.factory()];
    const { rerender } = render(<ConnectionsProvider client={one}>{<ConnectionList />}</ConnectionsProvider>);
    await afterwards();
    expect(screen.getByText('Hooli Bank')).toBeInTheDocument();
    rerender(<ConnectionsProvider client={two}>{<ConnectionList />}</ConnectionsProvider>);
    await afterwards();
    expect(screen.getByText('Nucleus Bank')).toBeInTheDocument();
    expect(screen.queryByText('Hooli Bank')).toBeNull();
    expect(first.lives[0]).toMatchObject({ running: 0 });
    expect(second.lives[0]).toMatchObject({ running: 1 });
  });
});

it('two providers on one page share nothing', async () => {
  const first = createFactory('Hooli Bank');
  const second = createFactory('Nucleus Bank');
  render(
    <>
      <section aria-label="first">
        <ConnectionsProvider client={first.factory}>
          <ConnectionList />
          <JobHistory />
        </ConnectionsProvider>
      </section>
      <section aria-label="second">
        <ConnectionsProvider client={second.factory} labels={extendLabels(en, { list: { title: 'Banks' } })}>
          <ConnectionList />
          <JobHistory />
        </ConnectionsProvider>
      </section>
    </>,
  );
  await afterwards();
  await act(async () => void (await first.running()[0]?.client.run('c1', 'purge')));
  const [one, two] = ['first', 'second'].map((name) => within(screen.getByRole('region', { name })));
  if (!one || !two) throw new Error('There are two regions.');
  expect(one.getByText('· data deleted')).toBeInTheDocument();
  expect(one.getByRole('heading', { name: 'Connections' })).toBeInTheDocument();
  expect(two.queryByText('· data deleted')).toBeNull();
  expect(two.queryByText('Hooli Bank')).toBeNull();
  expect(two.getByRole('heading', { name: 'Banks' })).toBeInTheDocument();
  expect(second.bank.called('purgeConnection')).toEqual([]);
});

describe('what the host sets', () => {
  const time = '2026-11-22T09:00:00.000Z';

  it('reaches the page: language, direction and words', async () => {
    await renderScripted(<ConnectionList />, {
      provider: {
        locale: 'ar',
        dir: 'rtl',
        labels: extendLabels(en, { list: { title: 'الاتصالات' } }),
        className: 'mine',
      },
    });
    const root = document.querySelector('[data-ck="root"]');
    expect(root).toHaveAttribute('dir', 'rtl');
    expect(root).toHaveAttribute('lang', 'ar');
    expect(root).toHaveClass('mine');
    expect(screen.getByRole('heading', { name: 'الاتصالات' })).toBeInTheDocument();
  });

  it.each([
    [{}, 'comfortable'],
    [{ density: 'compact' as const }, 'compact'],
  ])('stands dense on the root as the style sheet reads it: %o is %s', async (provider, expected) => {
    await renderScripted(<ConnectionList />, { provider });
    expect(document.querySelector('[data-ck="root"]')).toHaveAttribute('data-density', expected);
  });

  it.each([
    ['en-AU', 'Australia/Sydney', '22 Nov 2026, 8:00 pm'],
    ['de-DE', 'Europe/Berlin', '22.11.2026, 10:00'],
  ])('writes times as %s in %s', async (locale, timeZone, expected) => {
    const probe = createProbe(() => useText().dateTime(time));
    await renderScripted(probe.element, { provider: { locale, timeZone } });
    expect(probe.current().replace(/\s/gu, ' ')).toBe(expected);
  });

  it('is the time zone of the browser where none is set', async () => {
    const probe = createProbe(() => useText().dateTime(time));
    const { factory } = createFactory();
    render(<ConnectionsProvider client={factory}>{probe.element}</ConnectionsProvider>);
    const expected = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
    expect(probe.current()).toBe(expected.format(new Date(time)));
  });
});

it('outside a provider a component says what is missing', () => {
  expect(() => renderToString(<RefreshButton connectionId="c1" />)).toThrow(
    'This component must be inside a <ConnectionsProvider> of the same copy',
  );
});
