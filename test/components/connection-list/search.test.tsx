import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionList, ConnectionListFilter, ConnectionListRoot } from 'connections-kit';
import { buildJob } from '../../core/builders';
import { renderScripted } from '../../react/set-up';
import { button, named, names, six } from './set-up';

const search = () => screen.getByRole('searchbox', { name: 'Search institutions' });
const type = (text: string) => fireEvent.change(search(), { target: { value: text } });
const filters = () => within(screen.getByRole('group', { name: 'Show' })).getAllByRole('button');
const said = () => document.querySelector('[data-ck="connection-list-search"] [aria-live="polite"]')?.textContent;
const all = ['Endframe Mutual', 'Hooli Bank', 'Pied Piper', 'Nucleus', 'Aviato Bank', 'Raviga Savings'];

describe('the rows', () => {
  it('stand with what needs the person first, and what is revoked last', async () => {
    await renderScripted(<ConnectionList />, { connections: six });
    expect(names()).toEqual(all);
  });

  it('begin with the one whose job waits for an answer', async () => {
    await renderScripted(<ConnectionList />, {
      connections: six,
      prepare: (bank) => bank.jobs.set('j1', buildJob({ connectionId: 'aviato', status: 'waiting-input' })),
    });
    expect(names().slice(0, 2)).toEqual(['Endframe Mutual', 'Aviato Bank']);
    expect(button(/^Needs you 2$/)).toBeInTheDocument();
    expect(screen.getByText('5 linked · 2 need you')).toBeInTheDocument();
  });
});

describe('the filters', () => {
  it('are offered for what there is, each with how many', async () => {
    await renderScripted(<ConnectionList />, { connections: six });
    expect(filters().map(({ textContent }) => textContent)).toEqual(['All', 'Active 4', 'Needs you 1', 'Revoked 1']);
  });

  it('show one kind at a press, and tell which', async () => {
    await renderScripted(<ConnectionList />, { connections: six });
    fireEvent.click(button('Revoked 1'));
    expect(names()).toEqual(['Raviga Savings']);
    expect(button('Revoked 1')).toHaveAttribute('aria-pressed', 'true');
    fireEvent.click(button('All'));
    expect(names()).toEqual(all);
  });

  it('hear of a press after the host has, and not where it prevents that', async () => {
    const pressed = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    await renderScripted(
      <ConnectionListRoot>
        <ConnectionListFilter filter="revoked" onClick={pressed} />
      </ConnectionListRoot>,
      { connections: six },
    );
    fireEvent.click(button('Revoked 1'));
    expect(pressed).toHaveBeenCalledOnce();
    expect(button('Revoked 1')).toHaveAttribute('aria-pressed', 'false');
  });

  it('count what the search finds', async () => {
    await renderScripted(<ConnectionList />, { connections: six });
    type('bank');
    expect(filters().map(({ textContent }) => textContent)).toEqual(['All', 'Active 2']);
  });

  it('keep the one that is pressed, though none is of its kind any longer', async () => {
    const { bank, client } = await renderScripted(<ConnectionList />, { connections: six });
    fireEvent.click(button('Needs you 1'));
    bank.connections.set('endframe', named('endframe', 'Endframe Mutual'));
    await act(() => client.load());
    expect(screen.getByText('No connection matches')).toBeInTheDocument();
    fireEvent.click(button('Needs you 0'));
    fireEvent.click(button('Show all connections'));
    expect(names()).toHaveLength(6);
  });

  it('say “at least” while more is to come', async () => {
    await renderScripted(<ConnectionList />, {
      connections: six,
      prepare(bank) {
        bank.pageSize = 5;
        const release = bank.hold('listConnections');
        bank.hold('listConnections');
        setTimeout(release);
      },
    });
    await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
    expect(button('Active 3+')).toBeInTheDocument();
    expect(screen.getByText('4 linked · 1 needs you · more to load')).toBeInTheDocument();
  });
});

describe('the search', () => {
  it('finds by parts of the name', async () => {
    await renderScripted(<ConnectionList />, { connections: six });
    type('bank hoo');
    expect(names()).toEqual(['Hooli Bank']);
  });

  it('says that none matches, and leads back to all', async () => {
    await renderScripted(<ConnectionList />, { connections: six });
    type('no such bank');
    expect(screen.queryByRole('list')).toBeNull();
    expect(screen.getByText('No connection matches')).toBeInTheDocument();
    expect(screen.queryByText('No connections yet')).toBeNull();
    fireEvent.click(button('Show all connections'));
    expect(names()).toEqual(all);
    expect(search()).toHaveValue('');
  });

  it('tells a screen reader once how many it found, and only after a pause', async () => {
    const { advance, bank, client } = await renderScripted(<ConnectionList />, { connections: six });
    expect(said()).toBe('');
    type('b');
    await advance(300);
    type('ba');
    await advance(300);
    expect(said()).toBe('');
    await advance(300);
    expect(said()).toBe('2 connections shown');
    bank.connections.delete('hooli');
    await act(() => client.load());
    await advance(5_000);
    expect(said(), 'what goes by itself is not said').toBe('2 connections shown');
  });

  it('is not offered for a few, which are seen at a glance', async () => {
    await renderScripted(<ConnectionList />, { connections: six.slice(0, 4) });
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('is forgotten with a log-out', async () => {
    const { client } = await renderScripted(<ConnectionList />, { connections: six });
    type('hooli');
    await act(() => client.clear());
    await act(() => client.load());
    expect(search()).toHaveValue('');
    expect(names()).toHaveLength(6);
  });
});
