import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import {
  ConnectionActions,
  ConnectionList,
  PurgeAndRefreshButton,
  RefreshButton,
  RevokeButton,
  type ConnectionsProviderProps,
} from 'connections-kit';
import { en } from 'connections-kit/locales/en';
import type { ConnectionDetail, ConnectionStatus, Description } from 'connections-kit/core';
import { at, buildDetail } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const button = (name: string) => screen.getByRole('button', { name });
const press = (name: string) => fireEvent.click(button(name));
const dialog = () => within(screen.getByRole('dialog'));

function renderActions(
  detail: Partial<ConnectionDetail> = {},
  description: Partial<Description> = {},
  provider: Partial<ConnectionsProviderProps> = {},
) {
  return renderScripted(
    <>
      <ConnectionActions connectionId="c1" />
      <ConnectionList />
    </>,
    {
      connections: [buildDetail(detail)],
      prepare: (bank) => void (bank.description = { ...bank.description, ...description }),
      provider,
    },
  );
}

describe('what cannot be done', () => {
  it.each<[string, Partial<ConnectionDetail>, string, string]>([
    ['a purge of an invalid connection', { status: 'invalid' }, 'Purge data', 'only while a connection is active'],
    ['a purge before the set-up', { status: 'pending' }, 'Purge and refresh', 'This one is “Pending”'],
    [
      'a refresh in the cool-down',
      { refreshAvailableAt: '2026-11-22T10:00:00Z' },
      'Refresh',
      'Available again Nov 22, 2026',
    ],
    ['anything with a revoked connection', { status: 'revoked' }, 'Revoke', 'while this connection is “Revoked”'],
  ])('%s says why, stays focusable and opens nothing', async (_name, detail, name, reason) => {
    const { bank } = await renderActions(detail);
    expect(button(name)).toHaveAttribute('aria-disabled', 'true');
    expect(button(name)).toHaveAccessibleDescription(expect.stringContaining(reason));
    button(name).focus();
    expect(button(name)).toHaveFocus();
    press(name);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bank.methods().filter((method) => method.endsWith('Connection'))).toEqual([]);
  });

  it('because this user may not is said as such', async () => {
    await renderActions({}, { can: ['refresh', 'listJobs'], denied: ['revoke'] });
    expect(button('Purge data')).toHaveAccessibleDescription('This service does not offer it.');
    expect(button('Revoke')).toHaveAccessibleDescription('You are not allowed to do this here.');
    expect(button('Refresh')).not.toHaveAttribute('aria-disabled');
  });
});

it('a cool-down counts down beneath the refresh button alone, and ends by itself', async () => {
  const { advance } = await renderActions({ refreshAvailableAt: at(299) });
  expect(screen.getByText('Available again in 4:59')).toBeInTheDocument();
  expect(button('Refresh')).toHaveAttribute('aria-disabled', 'true');
  await advance(1_000);
  expect(screen.getByText('Available again in 4:58')).toBeInTheDocument();
  await advance(298_000);
  expect(screen.queryByText(/^Available again in/)).toBeNull();
  expect(button('Refresh')).not.toHaveAttribute('aria-disabled');
});

describe('a button that runs', () => {
  it('says so, keeps its focus, and is not pressed twice', async () => {
    const { bank, advance } = await renderActions();
    button('Refresh').focus();
    press('Refresh');
    await advance(0);
    expect(button('Refreshing…')).toHaveFocus();
    expect(button('Refreshing…')).toHaveAttribute('data-busy', '');
    expect(button('Refreshing…')).toHaveAccessibleDescription('');
    expect(button('Purge data')).toHaveAccessibleDescription('Something is already going on here. Wait for it to end.');
    press('Refreshing…');
    await advance(0);
    expect(bank.called('refreshConnection')).toHaveLength(1);
  });

  it('names the operation that it has come to', async () => {
    const { bank, advance } = await renderActions();
    const release = bank.hold('purgeConnection');
    press('Purge and refresh');
    fireEvent.click(dialog().getByRole('button', { name: 'Purge and refresh' }));
    await advance(0);
    expect(button('Purging…')).toHaveAttribute('data-ck', 'action-purgeAndRefresh');
    release();
    await advance(0);
    expect(button('Refreshing…')).toHaveAttribute('data-ck', 'action-purgeAndRefresh');
  });

  it('is the revoke button also when the data is deleted first', async () => {
    const { bank, advance } = await renderActions();
    bank.hold('purgeConnection');
    press('Revoke');
    fireEvent.click(dialog().getByRole('radio', { name: 'Delete it' }));
    fireEvent.click(dialog().getByRole('button', { name: 'Delete and revoke' }));
    await advance(0);
    expect(button('Purging…')).toHaveAttribute('data-ck', 'action-revoke');
  });
});

it('a button shows the host’s words, and takes a class and handlers', async () => {
  const { advance } = await renderScripted(
    <>
      <RefreshButton connectionId="c1" className="mine">
        Sync now
      </RefreshButton>
      <PurgeAndRefreshButton connectionId="c1" title="Anew" />
      <ConnectionList />
    </>,
  );
  expect(button('Sync now')).toHaveClass('mine');
  expect(button('Purge and refresh')).toHaveAttribute('title', 'Anew');
  press('Sync now');
  await advance(0);
  expect(button('Refreshing…')).toBeInTheDocument();
});

describe('the way to the bank’s own page', () => {
  const fix = () => document.querySelector('[data-ck="action-fix"]');
  /** Among the actions; the row of the list offers the same. */
  const pressAction = (name: string) =>
    fireEvent.click(
      within(document.querySelector('[data-ck="connection-actions"]') as HTMLElement).getByRole('button', { name }),
    );

  it.each<[ConnectionStatus, string, string]>([
    ['pre-init', 'Continue at your bank', 'connect'],
    ['invalid', 'Sign in at your bank', 'reauthorize'],
  ])('of a connection that is %s is offered first, and begun', async (status, name, purpose) => {
    const onConsent = vi.fn();
    const { bank, advance } = await renderActions({ status }, {}, { onConsent });
    expect(screen.getAllByRole('button')[0]).toBe(fix());
    expect(button('Refresh')).toHaveAttribute('data-look', 'plain');
    pressAction(name);
    await advance(0);
    expect(bank.called('startConsent')).toMatchObject([{ subject: { purpose, connectionId: 'c1' } }]);
    expect(onConsent).toHaveBeenCalledTimes(1);
  });

  it('is not offered where all is well, nor where the service has none', async () => {
    await renderActions();
    expect(fix()).toBeNull();
    await renderActions({ status: 'invalid' }, { can: ['refresh'] });
    expect(fix()).toBeNull();
  });

  it('says when it cannot be opened, and can be tried again', async () => {
    const { bank, advance } = await renderActions({ status: 'invalid' }, {}, { onConsent: vi.fn() });
    bank.fail('startConsent', 'network');
    pressAction('Sign in at your bank');
    await advance(0);
    expect(screen.getByRole('alert')).toHaveTextContent('Your bank’s page could not be opened. Try again later.');
    pressAction('Sign in at your bank');
    await advance(0);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the dialog before a revoke', () => {
  const { revoke, purgeAndRevoke, choice } = en.confirm;
  const wordsOf = ([first = '']: readonly string[]) => first.replaceAll('{institution}', 'Hooli Bank');

  async function openRevoke(revokeData: Description['revokeData'], status: ConnectionStatus = 'active') {
    const rendered = await renderScripted(
      <>
        <RevokeButton connectionId="c1" />
        <ConnectionList />
      </>,
      {
        connections: [buildDetail({ status })],
        prepare: (bank) => void (bank.description = { ...bank.description, revokeData }),
      },
    );
    press('Revoke');
    return rendered;
  }

  it('where the data is kept: says so, and offers to delete it first', async () => {
    await openRevoke('kept');
    expect(dialog().getByRole('radio', { name: 'Keep it' })).toBeChecked();
    expect(dialog().getByText(wordsOf(revoke.wontKept))).toBeInTheDocument();
    fireEvent.click(dialog().getByRole('radio', { name: 'Delete it' }));
    expect(dialog().queryByText(wordsOf(revoke.wontKept))).toBeNull();
    expect(dialog().getByText(wordsOf(purgeAndRevoke.will))).toBeInTheDocument();
    expect(dialog().getByText(wordsOf(purgeAndRevoke.wont))).toBeInTheDocument();
  });

  it('where the data is deleted: says so, and leaves no choice', async () => {
    const { bank, advance } = await openRevoke('deleted');
    expect(dialog().queryByRole('radio')).toBeNull();
    expect(dialog().getByText(wordsOf(revoke.willDeleted))).toBeInTheDocument();
    fireEvent.click(dialog().getByRole('button', { name: 'Revoke' }));
    await advance(0);
    expect(bank.called('purgeConnection')).toEqual([]);
    expect(bank.called('revokeConnection')).toHaveLength(1);
  });

  it('where that is not known: says so, and offers to delete it first', async () => {
    await openRevoke('unknown');
    expect(dialog().getByText(wordsOf(revoke.unknownData))).toBeInTheDocument();
    expect(dialog().getByRole('radio', { name: 'Delete it' })).toBeEnabled();
  });

  it('where nothing can be deleted, because the connection is not active: says so', async () => {
    await openRevoke('kept', 'invalid');
    expect(dialog().getByRole('radio', { name: 'Delete it' })).toBeDisabled();
    expect(dialog().getByText(choice.deleteImpossible)).toBeInTheDocument();
  });

  it('begins anew each time: a choice that was cancelled is forgotten', async () => {
    await openRevoke('kept');
    fireEvent.click(dialog().getByRole('radio', { name: 'Delete it' }));
    fireEvent.click(dialog().getByRole('button', { name: 'Cancel' }));
    press('Revoke');
    expect(dialog().getByRole('radio', { name: 'Keep it' })).toBeChecked();
  });
});

describe('an action for which the person must confirm who they are', () => {
  it('calls the step-up of the host, and goes on', async () => {
    const onStepUp = vi.fn();
    const { bank, advance } = await renderActions({}, {}, { onStepUp });
    bank.fail('purgeConnection', 'step-up-required');
    press(en.action.purge);
    fireEvent.click(dialog().getByRole('button', { name: en.action.purge }));
    await advance(0);
    expect(onStepUp).toHaveBeenCalledTimes(1);
    expect(bank.called('purgeConnection')).toHaveLength(2);
    expect(bank.jobs.size).toBe(1);
  });
});
