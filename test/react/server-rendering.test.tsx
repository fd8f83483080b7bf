// @vitest-environment node
import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { Suspense, type ReactElement } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionManager, ConnectionsProvider, type DetailTab } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeClock, createFakeEnvironment } from 'connections-kit/testing';
import { createScriptedBank } from '../core/scripted-bank';
import { at } from '../core/builders';
import { prefetchMany, prefetchPage, ServerPage } from './server-page';

const tabs: readonly DetailTab[] = ['overview', 'accounts', 'jobs'];
const minute = 60_000;

afterEach(() => void vi.restoreAllMocks());

function environmentAt(time: string, online = true) {
  const environment = createFakeEnvironment({ clock: createFakeClock(Date.parse(time)) });
  environment.setOnline(online);
  return environment;
}

describe('on a server', () => {
  it('there is no page', () => {
    expect(typeof document).toBe('undefined');
  });

  it('the names, states and facts of the connections are in the HTML', async () => {
    const { state, institutions } = await prefetchPage();
    const html = renderToString(<ServerPage state={state} />);
    expect(institutions.length).toBeGreaterThan(10);
    for (const name of institutions) expect(html).toContain(name);
    for (const word of ['Active', 'Invalid', 'Pre-init', 'Revoked', 'Unknown']) expect(html).toContain(word);
  });

  it('a part of the connections is counted as a part', async () => {
    const { state } = await prefetchPage();
    const part = { ...state, reach: { complete: false, nextCursor: 'more' } };
    const [count] = /\d+ linked[^<]*/.exec(renderToString(<ServerPage state={part} />)) ?? [];
    expect(count).toMatch(/more to load$/);
  });

  it('the masked profile of the chosen connection is in the HTML, and nothing raw', async () => {
    const { state, id } = await prefetchPage();
    const html = renderToString(<ServerPage state={state} connectionId={id} />);
    expect(html).toMatch(/\p{L}•••@/u);
    expect(html).not.toMatch(/[\w.]+@[\w.]+\.example/);
  });

  it.each(tabs)('no element of the tab %s carries a style attribute', async (tab) => {
    const { state, id } = await prefetchPage({ name: 'Endframe Mutual' });
    expect(renderToString(<ServerPage state={state} connectionId={id} tab={tab} />)).not.toMatch(/\sstyle=/);
  });

  it.each(tabs)('the tab %s is the same text whatever the clock and the network say', async (tab) => {
    const { state, id } = await prefetchPage({ name: 'Homicide Energy Super', start: Date.parse(at(0)) });
    const running = { id: 'j1', kind: 'refresh', connectionId: id, status: 'running' } as const;
    const coolingDown = {
      ...state,
      connections: state.connections.map((connection) => ({ ...connection, refreshAvailableAt: at(60) })),
      jobs: [
        ...state.jobs,
        {
          ...running,
          recordedBy: 'provider' as const,
          createdAt: at(-10),
          updatedAt: at(-10),
          steps: [{ key: 'accounts', status: 'running' as const, startedAt: at(-5) }],
        },
      ],
    };
    for (const shown of [state, coolingDown, { ...coolingDown, jobs: [] }]) {
      const render = (time: string, online?: boolean) =>
        renderToString(
          <ServerPage state={shown} connectionId={id} tab={tab} environment={environmentAt(time, online)} />,
        );
      const html = render(at(0));
      expect(render(at(20 * 60))).toBe(html);
      expect(render(at(-60))).toBe(html);
      expect(render(at(0), false)).toBe(html);
    }
  });

  it('no timer is set and nothing is asked for', async () => {
    const { state, id } = await prefetchPage();
    const environment = createFakeEnvironment();
    const bank = createScriptedBank([], environment.clock.now);
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    const fetch = vi.spyOn(globalThis, 'fetch');
    const client = () => createConnectionsClient({ transport: bank.transport, environment });
    renderToString(
      <ConnectionsProvider client={client} initialState={state}>
        <ConnectionManager connectionId={id} />
      </ConnectionsProvider>,
    );
    expect(bank.methods()).toEqual([]);
    expect(environment.clock.pending()).toBe(0);
    expect(setTimer).not.toHaveBeenCalled();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('a page without data says that it loads', () => {
    const client = () => createConnectionsClient({ transport: createScriptedBank([], () => 10 * minute).transport });
    const html = renderToString(
      <ConnectionsProvider client={client}>
        <ConnectionManager />
      </ConnectionsProvider>,
    );
    expect(html).toContain('Loading your connections');
  });

  it('of ten thousand connections the first rows are in the HTML, and no more', async () => {
    const state = await prefetchMany(10_000);
    const html = renderToString(<ServerPage state={state} />);
    const rows = html.match(/<li[^>]*data-ck="connection-list-item"[^>]*>/g) ?? [];
    expect(rows.map((row) => /aria-posinset="(\d+)"/.exec(row)?.[1])).toEqual(
      rows.map((_row, index) => `${index + 1}`),
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(100);
    expect(rows[0]).toContain('aria-setsize="10000"');
    expect(html).not.toMatch(/\sstyle=/);
  });

  it('two renders that take turns for two people share nothing', async () => {
    const people = await Promise.all([prefetchPage({ seed: 1 }), prefetchPage({ seed: 2 })]);
    const requests = people.map(({ state, id }) => request(<ServerPage state={state} connectionId={id} />));
    const [one, two] = requests as [Requested, Requested];
    await Promise.all(requests.map(({ shell }) => shell));
    expect(requests.map(({ html }) => html().includes('Asking the bank'))).toEqual([true, true]);
    two.answer();
    one.answer();
    await Promise.all(requests.map(({ end }) => end));
    for (const { html, alone } of requests) expect(withoutComments(html())).toContain(withoutComments(alone()));
    expect(requests.map(({ html }) => people.map(({ id }) => html().includes(id)))).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

type Requested = ReturnType<typeof request>;

/** As a server that streams: the shell at once, the page when the bank has answered, and other requests between its chunks. */
function request(page: ReactElement) {
  let html = '';
  let hasAnswered = false;
  const told = new EventEmitter();
  const answered = once(told, 'answered');
  function AfterBank() {
    if (!hasAnswered) throw answered;
    return page;
  }
  const whole = (
    <main>
      <h1>Your banks</h1>
      <Suspense fallback={<p>Asking the bank</p>}>
        <AfterBank />
      </Suspense>
    </main>
  );
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      html += chunk.toString();
      told.emit('chunk');
      setImmediate(done);
    },
  });
  const failed = once(told, 'failed').then(([error]) => Promise.reject(error));
  const { pipe } = renderToPipeableStream(whole, {
    onShellReady: () => void pipe(sink),
    onError: (error) => void told.emit('failed', error),
  });
  return {
    html: () => html,
    shell: Promise.race([once(told, 'chunk'), failed]),
    end: Promise.race([once(sink, 'finish'), failed]),
    answer() {
      hasAnswered = true;
      told.emit('answered');
    },
    /** The page without its surroundings, from a render that nothing interrupts. */
    alone: () => /<div data-ck.*(?=<\/main>)/s.exec(renderToString(whole))?.[0] ?? 'nothing',
  };
}

/** React marks the borders of text and the ids of a render with characters of its own. */
function withoutComments(html: string): string {
  return html.replaceAll(/<!--.*?-->/gs, '');
}
