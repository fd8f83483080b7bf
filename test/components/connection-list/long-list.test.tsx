import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionList, ConnectionListItem, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { createCounter, renderScripted } from '../../react/set-up';
import { buildSteps, start } from '../../core/builders';
import { createScriptedBank } from '../../core/scripted-bank';
import { button, named, names, numbered } from './set-up';

const rows = () => screen.getAllByRole('listitem');
const list = () => rows()[0]?.parentElement as HTMLElement;
const placed = () => waitFor(() => expect(list().style.blockSize).not.toBe(''), { timeout: 10_000 });
const focusedPlace = () => document.activeElement?.closest('li')?.getAttribute('aria-posinset');

async function renderLong(count: number, list = <ConnectionList onSelect={vi.fn()} />) {
  const rendered = await renderScripted(list, {
    connections: numbered(count),
    prepare: (bank) => (bank.pageSize = count),
  });
  await placed();
  return rendered;
}

describe('a long list', () => {
  it('has its first rows in the HTML of a server, without a style attribute', () => {
    const connections = numbered(1_000);
    const state = { takenAt: start, connections, jobs: [] };
    const client = () => createConnectionsClient({ transport: {} as never });
    const html = renderToString(
      <ConnectionsProvider client={client} initialState={state}>
        <ConnectionList />
      </ConnectionsProvider>,
    );
    expect(html.match(/<li/g)).toHaveLength(18);
    expect(html).toContain('aria-setsize="1000" aria-posinset="18"');
    expect(html).not.toMatch(/\sstyle=/);
  });

  it('stands with its first rows on the page until what places them has come, and keeps them', async () => {
    const renderItem = vi.fn((id: string) => <ConnectionListItem connectionId={id} onSelect={vi.fn()} />);
    const environment = createFakeEnvironment();
    const bank = createScriptedBank(numbered(101), environment.clock.now);
    bank.pageSize = 101;
    const client = createConnectionsClient({
      transport: bank.transport,
      initialState: { takenAt: start, connections: numbered(101), jobs: [] },
      environment,
    });
    render(
      <ConnectionsProvider client={client}>
        <ConnectionList renderItem={renderItem} />
      </ConnectionsProvider>,
    );
    expect(rows()).toHaveLength(18);
    const drawn = renderItem.mock.calls.length;
    const [first] = rows();
    const second = first?.nextElementSibling?.querySelector('button');
    second?.focus();
    await act(() => environment.clock.advance(0));
    await placed();
    expect(rows()[0]).toBe(first);
    expect(renderItem, 'none is drawn once more').toHaveBeenCalledTimes(drawn);
    expect(second).toHaveFocus();
  });

  it('holds only some rows, each of which tells its place among all', async () => {
    await renderLong(10_000);
    expect(rows().length).toBeLessThan(60);
    expect(rows()[2]).toHaveAttribute('aria-posinset', '3');
    for (const row of rows()) expect(row).toHaveAttribute('aria-setsize', '10000');
  });

  it('is a usual one again when a search leaves few', async () => {
    await renderLong(200);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'bank 42' } });
    expect(names()).toEqual(['Bank 42', 'Bank 142']);
    expect(list().style.blockSize).toBe('');
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: '' } });
    expect(rows().length).toBeGreaterThan(2);
  });

  it('renders one row with a tick of its job', async () => {
    const counter = createCounter();
    const list = <ConnectionList renderItem={(id) => counter.around(id, <ConnectionListItem connectionId={id} />)} />;
    const { bank, client, advance } = await renderLong(10_000, counter.around('list', list));
    act(() => void client.run('c1', 'refresh'));
    await advance(0);
    bank.say('refresh-1', { status: 'running', steps: buildSteps('running', 'pending', 'pending') });
    counter.reset();
    await advance(1_500);
    expect(screen.getByText('Refreshing · step 1 of 3')).toBeInTheDocument();
    expect(counter.all()).toEqual({ c1: 1, list: 1 });
  });

  it('renders one row when one is ticked', async () => {
    const counter = createCounter();
    const list = <ConnectionList renderItem={renderItem} />;
    function renderItem(id: string) {
      return counter.around(id, <ConnectionListItem connectionId={id} />);
    }
    await renderLong(1_000, list);
    fireEvent.click(button('Select'));
    counter.reset();
    fireEvent.click(screen.getByRole('checkbox', { name: /^Bank 4Not/ }));
    expect(counter.all()).toEqual({ c4: 1 });
  });
});

describe('in a list, the keyboard', () => {
  const banks = [named('a', 'Hooli Bank'), named('b', 'Hooli Trust'), named('c', 'Pied Piper'), named('d', 'Raviga')];
  const press = (key: string, more: object = {}) =>
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });

  it.each([
    ['ArrowDown', 'Pied Piper'],
    ['ArrowUp', 'Hooli Bank'],
    ['Home', 'Hooli Bank'],
    ['End', 'Raviga'],
    ['r', 'Raviga'],
    ['h', 'Hooli Bank'],
  ])('goes with %s from the second row to %s', async (key, name) => {
    await renderScripted(<ConnectionList onSelect={vi.fn()} />, { connections: banks });
    button(/^Hooli Trust/).focus();
    press(key);
    expect(button(new RegExp(`^${name}`))).toHaveFocus();
  });

  it('finds a name by its first letters, typed one after the other', async () => {
    await renderScripted(<ConnectionList onSelect={vi.fn()} />, { connections: banks });
    button(/^Raviga/).focus();
    for (const letter of 'hooli t') press(letter);
    expect(button(/^Hooli Trust/)).toHaveFocus();
  });

  it.each(['a', 'ArrowDown'])('leaves %s to the browser when it is pressed with Ctrl', async (key) => {
    await renderScripted(<ConnectionList onSelect={vi.fn()} />, { connections: banks });
    button(/^Hooli Bank/).focus();
    press(key, { ctrlKey: true });
    expect(button(/^Hooli Bank/)).toHaveFocus();
  });

  it('stays where it is at the end', async () => {
    await renderScripted(<ConnectionList onSelect={vi.fn()} />, { connections: banks });
    button(/^Raviga/).focus();
    press('ArrowDown');
    expect(button(/^Raviga/)).toHaveFocus();
  });

  it('goes through the rows of a long list one after the other', async () => {
    await renderLong(1_000);
    button(/^Bank 0Not/).focus();
    press('ArrowDown');
    press('ArrowDown');
    expect(focusedPlace()).toBe('3');
  });
});
