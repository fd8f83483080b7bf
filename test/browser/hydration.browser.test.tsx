import { useLayoutEffect } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { act, fireEvent, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { DetailTab } from 'connections-kit';
import { createFakeClock, createFakeEnvironment } from 'connections-kit/testing';
import { at } from '../core/builders';
import { prefetchMany, prefetchPage, ServerPage, type ServerPageProps } from '../react/server-page';

let root: Root | undefined;
const container = document.createElement('div');

afterEach(() => {
  act(() => root?.unmount());
  container.remove();
});

/** Tells of the first commit: what the person sees before anything has an effect. */
function FirstCommit({ onCommit }: { onCommit(): void }) {
  useLayoutEffect(onCommit, [onCommit]);
  return null;
}

function environmentAt(seconds: number) {
  return createFakeEnvironment({ clock: createFakeClock(Date.parse(at(seconds))) });
}

/** The HTML as of one moment, the browser at another, and perhaps offline. */
async function hydrate(props: Omit<ServerPageProps, 'environment'>, { later = 0, online = true } = {}) {
  const nothing = () => {};
  const environment = environmentAt(later);
  environment.setOnline(online);
  const commits: string[] = [];
  const notes: unknown[] = [];
  container.innerHTML = renderToString(
    <>
      <ServerPage {...props} environment={environmentAt(0)} />
      <FirstCommit onCommit={nothing} />
    </>,
  );
  document.body.append(container);
  const before = { html: container.innerHTML, text: container.innerText, root: container.firstElementChild };
  await act(async () => {
    root = hydrateRoot(
      container,
      <>
        <ServerPage {...props} environment={environment} />
        <FirstCommit onCommit={() => void commits.push(container.innerText)} />
      </>,
      { onRecoverableError: (error) => void notes.push(error) },
    );
  });
  return { before, commits, notes, environment, page: within(container) };
}

const tabs: readonly DetailTab[] = ['overview', 'accounts', 'jobs'];

it.each(tabs)(
  'the page of a server, with the tab %s, comes to life without a word and without a change',
  async (tab) => {
    const { state, id } = await prefetchPage({ start: Date.parse(at(0)) });
    const { before, commits, notes } = await hydrate({ state, connectionId: id, tab }, { later: 40 });
    expect(before.text).toContain('Hooli Bank');
    expect(before.html).not.toMatch(/\sstyle=/);
    expect(notes).toEqual([]);
    expect(commits[0]).toBe(before.text);
    expect(container.firstElementChild).toBe(before.root);
  },
);

it('does so with ten thousand connections, three seconds later', async () => {
  const { before, commits, notes } = await hydrate({ state: await prefetchMany(10_000) }, { later: 3 });
  expect(before.html).toContain('aria-setsize="10000"');
  expect(before.html).not.toMatch(/\sstyle=/);
  expect(notes).toEqual([]);
  expect(commits[0]).toBe(before.text);
  expect(container.firstElementChild).toBe(before.root);
});

it('does so offline, twenty minutes later, with a cool-down that has ended meanwhile', async () => {
  const { state, id } = await prefetchPage({ start: Date.parse(at(0)) });
  const coolingDown = {
    ...state,
    connections: state.connections.map((connection) => ({ ...connection, refreshAvailableAt: at(600) })),
  };
  const { before, commits, notes, page } = await hydrate(
    { state: coolingDown, connectionId: id },
    { later: 20 * 60, online: false },
  );
  expect(before.text).toContain('Available again');
  expect(notes).toEqual([]);
  expect(commits[0]).toBe(before.text);
  expect(page.getByRole('button', { name: 'Refresh' })).toHaveAccessibleDescription('You are offline.');
});

it('then the page works', async () => {
  const { state, id } = await prefetchPage({ start: Date.parse(at(0)) });
  const { page, environment } = await hydrate({ state, connectionId: id });
  fireEvent.click(page.getByRole('button', { name: 'Refresh' }));
  await act(() => environment.clock.advance(0));
  expect(page.getByRole('button', { name: 'Refreshing…' })).toBeVisible();
});
