import { act, render, screen } from '@testing-library/react';
import { userEvent } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import 'connections-kit/styles.css';
import { ConnectionList, ConnectionsProvider, type ConnectionsProviderProps } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { createManyTransport } from '../../stories/many-connections';

type Density = NonNullable<ConnectionsProviderProps['density']>;

const count = 10_000;

/** @returns the height of the first row of its skeleton, in pixels */
async function renderLong({ width = '22rem', density = 'comfortable' }: { width?: string; density?: Density } = {}) {
  const environment = createFakeEnvironment();
  const { clock } = environment;
  const transport = createManyTransport(count, { clock });
  const client = createConnectionsClient({ transport, environment });
  render(
    <div style={{ width }}>
      <ConnectionsProvider client={client} timeZone="UTC" density={density}>
        <ConnectionList onSelect={vi.fn()} />
      </ConnectionsProvider>
    </div>,
  );
  const skeleton = document.querySelector('[data-ck="skeleton-row"]')?.getBoundingClientRect().height;
  await act(() => clock.advance(0));
  await expect.poll(() => rows()[0]?.parentElement?.style.blockSize).not.toBe('');
  return skeleton;
}

const scroller = () => document.querySelector('[data-ck="connection-list-scroller"]') as HTMLElement;
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-ck="connection-list-item"]')];
const placeOf = (row: Element | null | undefined) => Number(row?.getAttribute('aria-posinset'));
const places = () => rows().map(placeOf);
/** Of the rows that do not follow the others. */
const placesApart = () =>
  rows()
    .filter(({ style }) => style.position === 'absolute')
    .map(placeOf);
const focusedPlace = () => placeOf(document.activeElement?.closest('li'));
const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

async function scrollTo(top: number): Promise<void> {
  scroller().scrollTop = top;
  await frame();
}

/** Rows that are seen, from top to bottom. */
function seen(): DOMRect[] {
  const box = scroller().getBoundingClientRect();
  return rows()
    .map((row) => row.getBoundingClientRect())
    .filter(({ top, bottom }) => bottom > box.top && top < box.bottom)
    .toSorted((a, b) => a.top - b.top);
}

// Real scrolling and presses are not within `act`; React is to render what they bring by itself.
beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: false }));
afterEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

describe('ten thousand rows', () => {
  it('keep the page small wherever it is scrolled to', async () => {
    await renderLong();
    for (const top of [0, 5_000, 300_000, 660_000]) {
      await scrollTo(top);
      expect(rows().length).toBeLessThan(40);
      expect(seen().length).toBeGreaterThan(4);
    }
  });

  it.each(['18rem', '22rem', '60rem'])('touch and do not cover each other, at a width of %s', async (width) => {
    await renderLong({ width });
    for (const top of [0, 900, 40_000]) {
      await scrollTo(top);
      await frame();
      const visible = seen();
      for (const [index, row] of visible.slice(1).entries()) {
        expect(Math.abs(row.top - (visible[index]?.bottom ?? 0))).toBeLessThan(1.5);
      }
    }
  });

  it.each<Density>(['comfortable', 'compact'])(
    'are as tall as their skeleton, where they say two lines, in a %s page',
    async (density) => {
      const skeleton = await renderLong({ width: '60rem', density });
      await scrollTo(40_000);
      const heights = seen().map(({ height }) => height);
      expect(Math.min(...heights)).toBe(skeleton);
    },
  );

  it('keep the row that has the focus while it is scrolled away, and give it back', async () => {
    await renderLong();
    rows()[2]?.querySelector<HTMLElement>('[data-connection]')?.focus();
    const place = focusedPlace();
    await scrollTo(200_000);
    expect(places()).toContain(place);
    expect(focusedPlace()).toBe(place);
    expect(placesApart()).toEqual([place]);
    await userEvent.keyboard('{ArrowDown}');
    expect(focusedPlace()).toBe(place + 1);
    expect(scroller().scrollTop).toBeLessThan(2_000);
    expect(placesApart()).toEqual([]);
  });

  it('are gone through from one end to the other by keyboard', async () => {
    await renderLong();
    rows()[0]?.querySelector<HTMLElement>('[data-connection]')?.focus();
    await userEvent.keyboard('{End}');
    await expect.poll(focusedPlace).toBe(count);
    await userEvent.keyboard('{ArrowUp}');
    expect(focusedPlace()).toBe(count - 1);
    await userEvent.keyboard('{Home}');
    await expect.poll(focusedPlace).toBe(1);
    await userEvent.keyboard('rav');
    await expect.poll(() => document.activeElement?.textContent).toMatch(/Raviga/);
  });

  it('are shown from the first that a search finds', async () => {
    await renderLong();
    await scrollTo(300_000);
    await userEvent.type(screen.getByRole('searchbox'), 'aviato');
    await expect.poll(() => scroller().scrollTop).toBe(0);
    expect(rows()[0]).toHaveTextContent('Aviato');
  });

  it('are reached with Tab one after the other, beyond those that are on the page', async () => {
    await renderLong({ width: '60rem' });
    await scrollTo(100_000);
    const start = rows().find((row) => row.getBoundingClientRect().top > scroller().getBoundingClientRect().top);
    start?.querySelector<HTMLElement>('[data-connection]')?.focus();
    const first = focusedPlace();
    const reached = new Set([first]);
    for (let press = 0; press < 40; press += 1) {
      await userEvent.tab();
      reached.add(focusedPlace());
      await frame();
    }
    expect(focusedPlace()).toBeGreaterThan(first + 25);
    expect([...reached]).toEqual(Array.from({ length: reached.size }, (_, index) => first + index));
  });
});

it('a list of few rows is not placed and has no bar of its own', async () => {
  const environment = createFakeEnvironment();
  const transport = createManyTransport(20, environment);
  render(
    <ConnectionsProvider client={createConnectionsClient({ transport, environment })}>
      <ConnectionList />
    </ConnectionsProvider>,
  );
  await act(() => environment.clock.advance(0));
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  expect(scroller().scrollHeight).toBe(scroller().clientHeight);
});
