/** What a page does with widgets over its life: other routes, other people, two of them, two copies of the kit. */
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import {
  ConnectionManager,
  ConnectionProfile,
  ConnectionsProvider,
  JobHistory,
  RefreshButton,
  RevokeButton,
} from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { buildDetail } from '../core/builders';
import { createScriptedBank } from '../core/scripted-bank';
import { renderScripted } from '../react/set-up';

const named = (name: string) => [buildDetail({ institution: { id: 'AU1', name } })];
const twoBanks = [...named('Hooli Bank'), buildDetail({ id: 'c2', institution: { id: 'AU2', name: 'Nucleus Bank' } })];
const button = (name: string) => screen.getByRole('button', { name });
const succeeded = { status: 'succeeded', updatedAt: '2026-11-22T09:01:00.000Z' } as const;

function createPerson(bankName: string) {
  const environment = createFakeEnvironment();
  const bank = createScriptedBank(named(bankName), environment.clock.now);
  const client = createConnectionsClient({ transport: bank.transport, environment, scope: bankName });
  const advance = (milliseconds: number) => act(() => environment.clock.advance(milliseconds));
  return { bank, client, advance };
}

describe('another route', () => {
  it('costs no job: it is followed meanwhile, asked for once, and shown where it ended', async () => {
    const { bank, advance, rerender } = await renderScripted(<ConnectionManager key="one" />);
    fireEvent.click(button('Refresh'));
    await advance(0);
    rerender(<p>another route</p>);
    const [job = ''] = bank.jobs.keys();
    bank.say(job, succeeded);
    await advance(60_000);
    rerender(<JobHistory connectionId="c1" />);
    await advance(0);
    expect(document.querySelector('[data-ck="job-history-item"]')).toHaveAttribute('data-status', 'succeeded');
    rerender(<ConnectionManager key="two" />);
    await advance(0);
    expect(button('Refresh')).not.toHaveAttribute('aria-disabled');
    expect(bank.called('refreshConnection')).toHaveLength(1);
  });

  it.each([
    ['of a widget that has gone', <ConnectionManager key="one" />, <p key="two">another route</p>],
    ['of a button that has gone', <RevokeButton key="one" connectionId="c1" />, <p key="two">another route</p>],
    [
      'of a profile that shows another',
      <ConnectionProfile key="profile" connectionId="c1" />,
      <ConnectionProfile key="profile" connectionId="c2" />,
    ],
    [
      'of a manager that shows another',
      <ConnectionManager key="manager" connectionId="c1" />,
      <ConnectionManager key="manager" connectionId="c2" />,
    ],
  ])('takes along the question that stood open, %s', async (_name, one, other) => {
    const { advance, rerender } = await renderScripted(one, { connections: twoBanks });
    fireEvent.click(button('Revoke'));
    await advance(0);
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    rerender(other);
    await advance(0);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is not what another order of the list is taken for: the question stays where its button has gone, and counts', async () => {
    const { advance, bank, client } = await renderScripted(<ConnectionManager />, { connections: twoBanks });
    fireEvent.click(button('Revoke'));
    await advance(0);
    bank.connections.clear();
    for (const connection of twoBanks.toReversed()) bank.connections.set(connection.id, connection);
    await act(() => client.load());
    await advance(0);
    expect(screen.getByRole('heading', { level: 2, name: 'Nucleus Bank' })).toBeInTheDocument();
    const dialog = within(screen.getByRole('dialog', { name: /Hooli Bank/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    await advance(0);
    expect(bank.called('revokeConnection').map(({ subject }) => subject)).toEqual(['c1']);
  });
});

describe('another person', () => {
  it('sees nothing of the one before, not even a question that stood open, and cannot answer it', async () => {
    const [ann, bob] = [createPerson('Hooli Bank'), createPerson('Nucleus Bank')];
    const page = (person: typeof ann) => (
      <ConnectionsProvider client={person.client}>
        <ConnectionManager />
      </ConnectionsProvider>
    );
    const { rerender } = render(page(ann));
    await ann.advance(0);
    fireEvent.click(button('Revoke'));
    await ann.advance(0);
    rerender(page(bob));
    await bob.advance(0);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.body.textContent).not.toContain('Hooli Bank');
    expect(button('Revoke')).toBeInTheDocument();
    expect([...ann.bank.called('revokeConnection'), ...bob.bank.called('revokeConnection')]).toEqual([]);
  });

  it('does not get the answers that the one before had asked for', async () => {
    const ann = createPerson('Hooli Bank');
    const arrive = ann.bank.hold('listConnections');
    const bob = createPerson('Nucleus Bank');
    const { rerender } = render(
      <ConnectionsProvider client={ann.client}>
        <ConnectionManager />
      </ConnectionsProvider>,
    );
    await ann.advance(0);
    rerender(
      <ConnectionsProvider client={bob.client}>
        <ConnectionManager />
      </ConnectionsProvider>,
    );
    await bob.advance(0);
    arrive();
    await ann.advance(0);
    expect(document.body.textContent).not.toContain('Hooli Bank');
    expect(button('Refresh')).toBeInTheDocument();
  });

  it('finds after a log-out neither the data nor an open question', async () => {
    const { client, advance, bank } = await renderScripted(<ConnectionManager />);
    fireEvent.click(button('Purge data'));
    await advance(0);
    bank.connections.clear();
    await act(() => client.clear());
    await advance(0);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.body.textContent).not.toContain('Hooli Bank');
  });

  it('is not what other news is taken for: an open question stays, also on a page without a list', async () => {
    const { client, advance } = await renderScripted(<RevokeButton connectionId="c1" />);
    fireEvent.click(button('Revoke'));
    await advance(0);
    await act(() => client.loadConnection('c1'));
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    await act(() => client.clear());
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

it('two managers on one page choose each for itself, share what is loaded, and repeat no id', async () => {
  const { bank, advance } = await renderScripted(
    <>
      <section aria-label="first">
        <ConnectionManager />
      </section>
      <section aria-label="second">
        <ConnectionManager />
      </section>
    </>,
    {
      connections: twoBanks,
    },
  );
  const [one, two] = ['first', 'second'].map((name) => within(screen.getByRole('region', { name })));
  if (!one || !two) throw new Error('There are two regions.');
  fireEvent.click(one.getByRole('button', { name: /Nucleus Bank/ }));
  await advance(0);
  expect(one.getByRole('heading', { level: 2, name: 'Nucleus Bank' })).toBeInTheDocument();
  expect(two.getByRole('heading', { level: 2, name: 'Hooli Bank' })).toBeInTheDocument();
  expect(bank.called('listConnections')).toHaveLength(1);
  fireEvent.click(one.getByRole('button', { name: 'Revoke' }));
  fireEvent.click(two.getByRole('button', { name: 'Revoke' }));
  await advance(0);
  expect(screen.getAllByRole('dialog')).toHaveLength(1);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('two copies of the kit', () => {
  const another = async () => {
    vi.resetModules();
    return { kit: await import('connections-kit'), core: await import('connections-kit/core') };
  };

  it('know each other’s errors, and take each other’s client', async () => {
    const { kit, core } = await another();
    const { isConnectionsError } = await import('../../src/core');
    expect(kit.ConnectionsProvider).not.toBe(ConnectionsProvider);
    expect(isConnectionsError(core.createConnectionsError('conflict'))).toBe(true);
    const ann = createPerson('Hooli Bank');
    render(
      <kit.ConnectionsProvider client={ann.client}>
        <kit.ConnectionManager />
      </kit.ConnectionsProvider>,
    );
    await ann.advance(0);
    expect(button('Refresh')).toBeInTheDocument();
  });

  it('stand side by side, each under its own provider; under the other’s a widget says what is wrong', async () => {
    const { kit } = await another();
    const ann = createPerson('Hooli Bank');
    const page = (isWrong: boolean) => (
      <ConnectionsProvider client={ann.client}>
        <RefreshButton connectionId="c1" />
        {isWrong ? (
          <kit.RefreshButton connectionId="c1" />
        ) : (
          <kit.ConnectionsProvider client={ann.client}>
            <kit.ConnectionManager />
          </kit.ConnectionsProvider>
        )}
      </ConnectionsProvider>
    );
    render(page(false));
    await ann.advance(0);
    expect(screen.getAllByRole('button', { name: 'Refresh' })).toHaveLength(2);
    console.error = () => {};
    expect(() => render(page(true))).toThrow('the same copy');
  });
});
