import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionManager } from 'connections-kit';
import { buildDetail } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const connections = [
  buildDetail(),
  buildDetail({ id: 'c2', institution: { id: 'AU2', name: 'Nucleus Bank' }, status: 'invalid' }),
];
const row = (name: RegExp) => screen.getByRole('button', { name });
const title = () => screen.getByRole('heading', { level: 2, name: /Bank$/ });
const manager = () => document.querySelector('[data-ck="connection-manager"]');

describe('a manager that holds the choice itself', () => {
  it('shows the first connection until one is chosen', async () => {
    const { advance } = await renderScripted(<ConnectionManager />, { connections });
    expect(title()).toHaveTextContent('Hooli Bank');
    expect(manager()).toHaveAttribute('data-view', 'list');
    fireEvent.click(row(/Nucleus Bank/));
    await advance(0);
    expect(title()).toHaveTextContent('Nucleus Bank');
    expect(manager()).toHaveAttribute('data-view', 'detail');
    expect(row(/Nucleus Bank/)).toHaveAttribute('aria-current', 'true');
  });

  it('asks for no job by name: none is known yet', async () => {
    const { bank } = await renderScripted(<ConnectionManager />, { connections });
    expect(bank.called('getConnection')).toHaveLength(1);
    expect(bank.called('getJob')).toEqual([]);
  });

  it('says what to do while there is none, and asks for no choice', async () => {
    const onConnect = vi.fn();
    await renderScripted(<ConnectionManager onConnect={onConnect} />, { connections: [] });
    expect(document.querySelector('[data-ck="connection-manager-detail"]')?.textContent).toBe('All connections');
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank' }));
    expect(onConnect).toHaveBeenCalledTimes(1);
  });

  it('keeps the tab from one connection to the next', async () => {
    const { advance } = await renderScripted(<ConnectionManager />, { connections });
    const tab = () => screen.getByRole('tab', { name: /Job history/ });
    act(() => tab().focus());
    await advance(0);
    expect(tab()).toHaveAttribute('aria-selected', 'true');
    fireEvent.click(row(/Nucleus Bank/));
    await advance(0);
    expect(tab()).toHaveAttribute('aria-selected', 'true');
  });
});

describe('a manager whose choice the host holds', () => {
  it('shows what it is told, and tells what was chosen', async () => {
    const onConnectionIdChange = vi.fn();
    const { rerender, advance } = await renderScripted(
      <ConnectionManager connectionId="c2" onConnectionIdChange={onConnectionIdChange} />,
      { connections },
    );
    expect(title()).toHaveTextContent('Nucleus Bank');
    fireEvent.click(row(/Hooli Bank/));
    expect(onConnectionIdChange).toHaveBeenCalledExactlyOnceWith('c1');
    expect(title()).toHaveTextContent('Nucleus Bank');
    rerender(<ConnectionManager connectionId="c1" onConnectionIdChange={onConnectionIdChange} />);
    await advance(0);
    expect(title()).toHaveTextContent('Hooli Bank');
  });

  it('shows the list for null', async () => {
    await renderScripted(<ConnectionManager connectionId={null} />, { connections });
    expect(manager()).toHaveAttribute('data-view', 'list');
  });

  it('shows the tab that it is told, and tells which was chosen', async () => {
    const onTabChange = vi.fn();
    await renderScripted(<ConnectionManager tab="accounts" onTabChange={onTabChange} />, { connections });
    expect(screen.getByRole('tabpanel', { name: /Accounts/ })).toHaveTextContent('Everyday');
    act(() => screen.getByRole('tab', { name: 'Overview' }).focus());
    expect(onTabChange).toHaveBeenCalledExactlyOnceWith('overview');
  });

  it('says so when what it is told does not exist', async () => {
    await renderScripted(<ConnectionManager connectionId="gone" />, { connections });
    expect(screen.getByText('This connection no longer exists')).toBeInTheDocument();
  });
});

it('a connection that is gone from the list gives way to the next', async () => {
  const { bank, client } = await renderScripted(<ConnectionManager />, { connections });
  bank.connections.delete('c1');
  await act(() => client.load());
  expect(title()).toHaveTextContent('Nucleus Bank');
});
