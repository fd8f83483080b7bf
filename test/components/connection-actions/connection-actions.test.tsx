import { act, fireEvent, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import {
  ConfirmLevelProvider,
  ConnectionActions,
  ConnectionList,
  ConnectionManager,
  ConnectionProfile,
  extendLabels,
  PurgeAndRefreshButton,
  PurgeButton,
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
    expect(bank.methods().filter((method) => /^(refresh|purge|revoke)/.test(method))).toEqual([]);
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

describe('the primary action', () => {
  const primary = () =>
    screen
      .queryAllByRole('button')
      .flatMap((one) => (one.getAttribute('data-look') === 'primary' ? one.textContent : []));

  it.each<[string, Partial<ConnectionDetail>, string[]]>([
    ['active: refresh', { status: 'active' }, ['Refresh']],
    ['active, and ends soon: still refresh', { status: 'active', expiresAt: at(86_400) }, ['Refresh']],
    ['invalid: sign in', { status: 'invalid' }, ['Sign in at your bank']],
    ['pre-init: go on', { status: 'pre-init' }, ['Continue at your bank']],
    ['failed: try the set-up again', { status: 'failed' }, ['Set up again at your bank']],
    ['pending: none', { status: 'pending' }, []],
    ['unknown: none', { status: 'unknown' }, []],
    ['revoked: none', { status: 'revoked' }, []],
  ])('of a connection that is %s', async (_name, detail, expected) => {
    await renderActions(detail);
    expect(primary()).toEqual(expected);
  });

  it('of a failed set-up is to try again, where the bank has no page for it', async () => {
    await renderActions({ status: 'failed' }, { can: ['refresh', 'revoke'] });
    expect(primary()).toEqual(['Try again']);
    expect(button('Try again')).toHaveAttribute('data-ck', 'action-refresh');
  });

  it('leaves the renewal beside it, where access ends soon', async () => {
    await renderActions({ expiresAt: at(86_400) });
    expect(
      screen
        .getAllByRole('button')
        .slice(0, 2)
        .map((one) => one.textContent),
    ).toEqual(['Refresh', 'Renew access']);
  });
});

describe('a gesture that did not succeed', () => {
  const failed = () => document.querySelector('[data-ck="action-failed"]');

  async function purge() {
    press('Purge data');
    fireEvent.click(dialog().getByRole('button', { name: 'Purge data' }));
  }

  it('says so beside its button, which is described by it', async () => {
    const { bank, advance } = await renderActions();
    bank.fail('purgeConnection', 'conflict');
    await purge();
    await advance(0);
    expect(screen.getByRole('alert')).toHaveTextContent(en.failure.conflict);
    expect(button('Purge data')).toHaveAccessibleDescription(expect.stringContaining(en.failure.conflict));
  });

  it('keeps saying it until it is tried again and succeeds', async () => {
    const { bank, advance } = await renderActions();
    bank.fail('purgeConnection', 'conflict');
    await purge();
    await advance(60_000);
    expect(failed()).not.toBeNull();
    const release = bank.hold('purgeConnection');
    await purge();
    await advance(0);
    expect(failed()).toBeNull();
    release();
    await advance(0);
    expect(failed()).toBeNull();
  });

  it('is no longer said when another action succeeded meanwhile', async () => {
    const { bank, advance } = await renderActions();
    bank.fail('purgeConnection', 'conflict');
    await purge();
    await advance(1_000);
    expect(failed()).not.toBeNull();
    press('Refresh');
    await advance(0);
    for (const [id, { kind }] of bank.jobs) if (kind === 'refresh') bank.say(id, { status: 'succeeded' });
    await advance(5_000);
    expect(failed()).toBeNull();
  });

  it('is not said to be done, nor to have failed, when its answer was lost', async () => {
    const { bank, advance } = await renderActions();
    bank.loseAnswer('purgeConnection');
    bank.fail('getConnection', 'network');
    await purge();
    await advance(0);
    expect(failed()).toHaveTextContent('We do not know whether the data of Hooli Bank was deleted.');
  });

  it('because it had become impossible says that nothing was done', async () => {
    const { bank, environment, advance } = await renderActions();
    press('Purge data');
    act(() => environment.setOnline(false));
    fireEvent.click(dialog().getByRole('button', { name: 'Purge data' }));
    await advance(0);
    expect(failed()).toHaveTextContent(en.notDone);
    expect(bank.called('purgeConnection')).toEqual([]);
  });

  it('is told once: where the notices of the connection tell it, they do', async () => {
    const { bank, advance } = await renderScripted(<ConnectionProfile connectionId="c1" />);
    bank.fail('purgeConnection', 'conflict');
    await purge();
    await advance(0);
    expect(screen.getAllByText(en.failure.conflict ?? '')).toHaveLength(1);
    expect(failed()).toBeNull();
  });
});

describe('typing before a destructive action', () => {
  async function openTyped(page: ReactElement, name = 'Hooli Bank', provider = {}) {
    const rendered = await renderScripted(
      <>
        {page}
        <ConnectionList />
      </>,
      { connections: [buildDetail({ institution: { id: 'AU1', name } })], provider },
    );
    press('Purge data');
    return rendered;
  }
  const type = (value: string) => fireEvent.change(dialog().getByRole('textbox'), { target: { value } });
  const submit = () => fireEvent.click(dialog().getByRole('button', { name: 'Purge data' }));
  const typed = <PurgeButton connectionId="c1" confirm="typed" />;

  it('is explained, and the action is blocked with its reason until then', async () => {
    const { bank, advance } = await openTyped(typed);
    expect(dialog().getByRole('textbox')).toHaveAccessibleName(expect.stringContaining('Type “Hooli Bank” to confirm'));
    expect(dialog().getByRole('textbox')).toHaveAccessibleDescription(en.confirm.typed.hint);
    const last = dialog().getByRole('button', { name: 'Purge data' });
    expect(last).toHaveAccessibleDescription(en.confirm.typed.notYet);
    submit();
    await advance(0);
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    type('Hooli');
    submit();
    await advance(0);
    expect(bank.called('purgeConnection')).toEqual([]);
  });

  it.each(['Hooli Bank', 'hooli bank', '  HOOLIBANK ', 'Hooli\u00a0Bank', 'Ｈｏｏｌｉ Bank'])(
    'forgives case, spaces and width: “%s”',
    async (value) => {
      const { bank, advance } = await openTyped(typed);
      type(value);
      submit();
      await advance(0);
      expect(bank.called('purgeConnection')).toHaveLength(1);
    },
  );

  it('asks for the word of the labels, where they have one', async () => {
    const labels = extendLabels(en, { confirm: { typed: { text: 'DELETE' } } });
    const { bank, advance } = await openTyped(typed, 'Hooli Bank', { labels });
    type('Hooli Bank');
    submit();
    type('delete');
    submit();
    await advance(0);
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it('is never satisfied by nothing: a bank without a name has words too', async () => {
    const { bank, advance } = await openTyped(typed, ' ');
    submit();
    await advance(0);
    expect(bank.called('purgeConnection')).toEqual([]);
    type('your bank');
    submit();
    await advance(0);
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it.each<[string, ReactElement]>([
    ['the actions', <ConnectionActions key="" connectionId="c1" confirm="typed" />],
    ['the profile', <ConnectionProfile key="" connectionId="c1" confirm="typed" />],
    ['the manager', <ConnectionManager key="" confirm="typed" />],
    [
      'a level around the profile',
      <ConfirmLevelProvider key="" value="typed">
        <ConnectionProfile connectionId="c1" />
      </ConfirmLevelProvider>,
    ],
  ])('is asked of all buttons inside %s', async (_name, page) => {
    await openTyped(page);
    expect(dialog().getByRole('textbox')).toBeInTheDocument();
    fireEvent.click(dialog().getByRole('button', { name: 'Cancel' }));
    press('Revoke');
    expect(dialog().getByRole('textbox')).toBeInTheDocument();
  });

  it('is not asked otherwise', async () => {
    await openTyped(<ConnectionActions connectionId="c1" />);
    expect(dialog().queryByRole('textbox')).toBeNull();
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
