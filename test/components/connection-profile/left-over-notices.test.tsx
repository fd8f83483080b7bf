import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ConnectionOverview, ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient, type ActionName } from 'connections-kit/core';
import { createFakeEnvironment } from 'connections-kit/testing';
import { loadOnDemand } from '../../../src/components/load-on-demand';
import { loadOnce } from '../../../src/components/shared/load-once';
import { createLedger } from '../../../src/core/client/ledger';
import { en } from '../../../src/locales/en';
import { at, buildDetail, buildJob } from '../../core/builders';
import { createScriptedBank } from '../../core/scripted-bank';
import { renderScripted } from '../../react/set-up';

const overview = <ConnectionOverview connectionId="c1" />;
const notices = () => [...document.querySelectorAll<HTMLElement>('[data-ck="notice"]')];
const words = (template: string) => template.replaceAll('{institution}', 'Hooli Bank');
const dialog = () => within(screen.getByRole('dialog'));

/** A page that is opened after another was closed with `done` of the operations of `action` behind it. */
async function renderAfter(action: ActionName, done: number) {
  await loadOnce(loadOnDemand);
  const environment = createFakeEnvironment();
  const scope = 'person';
  const { clock, storage } = environment;
  createLedger({ scope, storage, now: clock.now, isCurrent: () => true }).putRun({
    runId: 'run',
    connectionId: 'c1',
    action,
    startedAt: at(-5),
    done,
    asked: done,
  });
  const bank = createScriptedBank([buildDetail()], clock.now);
  if (done > 0)
    bank.jobs.set('p', buildJob({ id: 'p', kind: 'purge', status: 'succeeded', recordedBy: 'kit', createdAt: at(-4) }));
  const client = createConnectionsClient({ transport: bank.transport, scope, environment });
  render(
    <ConnectionsProvider client={client} timeZone="UTC">
      {overview}
    </ConnectionsProvider>,
  );
  await act(() => client.load());
  await act(() => clock.advance(0));
  return { bank, advance: (milliseconds: number) => act(() => clock.advance(milliseconds)) };
}

describe('an action that was interrupted', () => {
  it.each<[ActionName, number, string, string, readonly string[]]>([
    ['purgeAndRefresh', 0, en.interrupted.purgeRefresh, 'Purge and refresh', ['purgeConnection', 'refreshConnection']],
    ['purgeAndRefresh', 1, en.interrupted.purgedRefresh, 'Refresh', ['refreshConnection']],
    [
      'purgeAndRevoke',
      0,
      en.interrupted.purgeRevoke,
      'Disconnect and delete data',
      ['purgeConnection', 'revokeConnection'],
    ],
    ['purgeAndRevoke', 1, en.interrupted.purgedRevoke, 'Revoke', ['revokeConnection']],
    ['purge', 0, en.interrupted.purge, 'Purge data', ['purgeConnection']],
    ['revoke', 0, en.interrupted.revoke, 'Revoke', ['revokeConnection']],
    ['refresh', 0, en.interrupted.refresh, 'Refresh', ['refreshConnection']],
  ])('%s after %i operations: says what is left, and does exactly that', async (action, done, said, label, asked) => {
    const { bank, advance } = await renderAfter(action, done);
    const [notice, ...others] = notices();
    expect(notice).toHaveTextContent(words(said));
    expect(others, 'one fact, one notice').toEqual([]);
    const buttons = within(notice as HTMLElement).getAllByRole('button');
    expect(buttons.map((button) => button.textContent)).toEqual([label, 'Dismiss']);
    fireEvent.click(buttons[0] as HTMLElement);
    await advance(0);
    const commands = () => bank.methods().filter((method) => /^(refresh|purge|revoke)Connection$/.test(method));
    if (label !== 'Refresh') {
      expect(commands(), 'a destructive one asks first').toEqual([]);
      fireEvent.click(dialog().getAllByRole('button').at(-1) as HTMLElement);
      await advance(0);
    }
    for (const [id, { kind }] of bank.jobs) if (kind === 'refresh') bank.say(id, { status: 'succeeded' });
    await advance(5_000);
    expect(commands()).toEqual(asked);
    expect(document.body).not.toHaveTextContent(words(said));
  });
});

describe('what is left over of an action', () => {
  it('goes when the person dismisses it, and nothing is sent', async () => {
    const { bank, advance } = await renderAfter('purgeAndRevoke', 1);
    expect(document.body).toHaveTextContent(words(en.interrupted.purgedRevoke));
    const sent = bank.methods().length;
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    await advance(5_000);
    expect(document.body).not.toHaveTextContent(words(en.interrupted.purgedRevoke));
    expect(bank.methods().slice(sent)).not.toContain('revokeConnection');
  });
});

describe('an action of which one operation failed', () => {
  it.each<[ActionName, 'refreshConnection' | 'revokeConnection', string, string]>([
    ['purgeAndRefresh', 'refreshConnection', en.profile.purgedRefreshFailed, 'Refresh'],
    ['purgeAndRevoke', 'revokeConnection', en.profile.purgedRevokeFailed, 'Revoke'],
  ])('%s: one notice says both, and offers what is left', async (action, failing, title, label) => {
    const { bank, client } = await renderScripted(overview);
    await act(() => client.load());
    bank.fail(failing, 'provider');
    await act(async () => void (await client.run('c1', action)));
    const [notice, ...others] = notices();
    expect(others).toEqual([]);
    expect(notice).toHaveTextContent(title);
    expect(within(notice as HTMLElement).getByRole('button', { name: label })).toBeInTheDocument();
  });
});

describe('an operation whose answer was lost', () => {
  it('of a purge: says that nobody knows, and offers to look and to purge', async () => {
    const { bank, client, advance } = await renderScripted(overview);
    await act(() => client.load());
    bank.loseAnswer('purgeConnection');
    await act(async () => void (await client.run('c1', 'purge')));
    const [notice, ...others] = notices();
    expect(others).toEqual([]);
    expect(document.querySelector('[data-ck="live-job"]'), 'nothing goes on').toBeNull();
    expect(notice).toHaveTextContent(words(en.lost.purge));
    const offered = within(notice as HTMLElement);
    expect(offered.getByRole('button', { name: 'Purge data' })).not.toHaveAttribute('aria-disabled');
    const reads = bank.called('getConnection').length;
    fireEvent.click(offered.getByRole('button', { name: 'Check again' }));
    await advance(0);
    expect(bank.called('getConnection')).toHaveLength(reads + 1);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    expect(
      notices()
        .map(({ textContent }) => textContent)
        .join(),
      'it was done',
    ).toContain('was deleted');
  });

  it('of a purge before a refresh: offers both again', async () => {
    const { bank, client } = await renderScripted(overview);
    await act(() => client.load());
    bank.loseAnswer('purgeConnection');
    await act(async () => void (await client.run('c1', 'purgeAndRefresh')));
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toHaveTextContent(words(en.lost.purge));
  });
});
