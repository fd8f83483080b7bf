import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionList } from 'connections-kit';
import { renderScripted } from '../../react/set-up';
import { button, names, numbered, six } from './set-up';

afterEach(() => void vi.unstubAllGlobals());

describe('the rest of a list', () => {
  it('comes at a press', async () => {
    const { advance } = await renderScripted(<ConnectionList />, { connections: numbered(600) });
    expect(screen.getByText('500 linked · more to load')).toBeInTheDocument();
    fireEvent.click(button('Load more'));
    await advance(0);
    expect(screen.getByText('600 linked')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('comes by itself when its place is seen', async () => {
    const seen: (() => void)[] = [];
    class Observer {
      constructor(tell: (entries: object[]) => void) {
        seen.push(() => tell([{ isIntersecting: true }]));
      }
      observe() {}
      disconnect() {}
    }
    vi.stubGlobal('IntersectionObserver', Observer);
    const { bank, advance } = await renderScripted(<ConnectionList />, { connections: numbered(600) });
    expect(bank.called('listConnections')).toHaveLength(5);
    act(() => seen.at(-1)?.());
    await advance(0);
    expect(screen.getByText('600 linked')).toBeInTheDocument();
  });

  it('is searched too: it is still to come while nothing matches', async () => {
    const { advance } = await renderScripted(<ConnectionList />, { connections: numbered(600) });
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'bank 599' } });
    expect(screen.getByText('No match yet. There are more to load.')).toBeInTheDocument();
    fireEvent.click(button('Load more'));
    await advance(0);
    expect(names()).toEqual(['Bank 599']);
  });
});

describe('a later page that fails', () => {
  async function renderFailing() {
    const rendered = await renderScripted(<ConnectionList />, {
      connections: six,
      prepare(bank) {
        bank.pageSize = 4;
        const release = bank.hold('listConnections');
        bank.fail('listConnections', 'network');
        release();
      },
    });
    return { ...rendered, alert: () => within(screen.getByRole('alert')) };
  }

  it('leaves the rows that have come, and says so where the rest would stand', async () => {
    const { alert } = await renderFailing();
    expect(names()).toHaveLength(4);
    expect(alert().getByText('The rest could not be loaded')).toBeInTheDocument();
    expect(screen.queryByText('This may be out of date')).toBeNull();
    expect(screen.getByText(/more to load$/)).toBeInTheDocument();
  });

  it('is asked for again where it failed, and not from the beginning', async () => {
    const { bank, alert, advance } = await renderFailing();
    fireEvent.click(alert().getByRole('button', { name: 'Try again' }));
    await advance(0);
    expect(names()).toHaveLength(6);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(bank.called('listConnections').map(({ subject }) => subject)).toEqual([
      {},
      { cursor: '4' },
      { cursor: '4' },
    ]);
  });

  it('keeps the focus on its button while it is asked for again', async () => {
    const { bank, alert } = await renderFailing();
    bank.hold('listConnections');
    const retry = alert().getByRole('button', { name: 'Try again' });
    retry.focus();
    fireEvent.click(retry);
    expect(alert().getByRole('button', { name: 'Try again' })).toHaveFocus();
    expect(retry).toHaveAttribute('aria-disabled', 'true');
  });
});
