import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ConfirmLevelProvider, ConnectionList, type ConfirmLevel } from 'connections-kit';
import { createConnectionsError } from 'connections-kit/core';
import { en } from '../../../src/locales/en';
import { renderScripted } from '../../react/set-up';
import { button, names, six } from './set-up';

const box = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const dialog = () => within(screen.getByRole('dialog'));
const report = () => screen.getByRole('status');

async function renderSelecting(options: Parameters<typeof renderScripted>[1] = {}, level: ConfirmLevel = 'lists') {
  const page = (
    <ConfirmLevelProvider value={level}>
      <ConnectionList onSelect={vi.fn()} />
    </ConfirmLevelProvider>
  );
  const rendered = await renderScripted(page, { connections: six, ...options });
  fireEvent.click(button('Select'));
  await screen.findByText('0 selected');
  const tick = (...banks: readonly RegExp[]) => banks.forEach((bank) => fireEvent.click(box(bank)));
  /** Confirms, and waits until what begins then has settled. */
  const revoke = async (...banks: readonly RegExp[]) => {
    tick(...banks);
    fireEvent.click(button('Revoke'));
    fireEvent.click(dialog().getByRole('button', { name: 'Revoke' }));
    await rendered.advance(0);
  };
  return { ...rendered, tick, revoke };
}

describe('selecting', () => {
  it('makes a checkbox of each row, which is named as the row is', async () => {
    await renderSelecting();
    expect(screen.getAllByRole('listitem')).toHaveLength(6);
    fireEvent.click(box(/^Hooli Bank/));
    expect(box(/^Hooli Bank/)).toBeChecked();
    expect(screen.getByText('1 selected')).toBeInTheDocument();
  });

  it.each([
    ['the button', () => fireEvent.click(button('Done'))],
    ['Escape', () => fireEvent.keyDown(box(/^Hooli Bank/), { key: 'Escape' })],
  ])('ends with %s', async (_name, end) => {
    await renderSelecting();
    end();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(button(/^Hooli Bank/)).toBeInTheDocument();
  });

  it('takes all that are shown, and leaves those that are hidden as they are', async () => {
    const { tick } = await renderSelecting();
    tick(/^Nucleus/);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'bank' } });
    expect(box('Select all shown')).not.toBeChecked();
    fireEvent.click(box('Select all shown'));
    expect(screen.getByText('3 selected')).toBeInTheDocument();
    fireEvent.click(box(/^Hooli/));
    expect(box('Select all shown').indeterminate).toBe(true);
    fireEvent.click(box('Select all shown'));
    fireEvent.click(box('Select all shown'));
    expect(screen.getByText('1 selected')).toBeInTheDocument();
  });

  it('offers no action before something is selected, and says why', async () => {
    const { bank } = await renderSelecting();
    expect(button('Refresh')).toHaveAccessibleDescription('Select connections first.');
    fireEvent.click(button('Refresh'));
    expect(bank.called('refreshConnection')).toEqual([]);
  });

  it('offers only what the service can do, and is not offered where it can do neither', async () => {
    await renderSelecting({ prepare: (bank) => (bank.description = { can: ['refresh'], revokeData: 'kept' }) });
    expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull();
    expect(button('Refresh')).toBeInTheDocument();
  });

  it('is not offered where the service can do nothing', async () => {
    await renderScripted(<ConnectionList />, {
      connections: six,
      prepare: (bank) => (bank.description = { can: [], revokeData: 'kept' }),
    });
    expect(screen.queryByRole('button', { name: 'Select' })).toBeNull();
  });
});

describe('a refresh of several', () => {
  it('tells how far it is, and then by name what was not done and why', async () => {
    const { bank, tick, advance } = await renderSelecting();
    tick(/^Hooli/, /^Nucleus/, /^Raviga/);
    bank.fail('refreshConnection', 'provider');
    fireEvent.click(button('Refresh'));
    await advance(0);
    expect(report()).toHaveTextContent('Refreshing · 1 of 2 done');
    expect(button('Refreshing…')).toHaveAttribute('aria-disabled', 'true');
    expect(button('Revoke')).toHaveAccessibleDescription(/already going on/);
    bank.say('refresh-1', { status: 'succeeded' });
    await advance(3_000);
    expect(report()).toHaveTextContent('Refresh: 1 done · 2 not done');
    const undone = within(report()).getAllByRole('listitem');
    expect(undone[0]).toHaveTextContent(/^Hooli BankSomething went wrong/);
    expect(undone[1]).toHaveTextContent(/^Raviga SavingsNot possible while this connection is “Revoked”/);
    expect(screen.getByText('0 selected')).toBeInTheDocument();
  });

  it('tries those again that are worth it', async () => {
    const { bank, tick, advance } = await renderSelecting();
    tick(/^Hooli/, /^Raviga/);
    bank.fail('refreshConnection', 'provider');
    fireEvent.click(button('Refresh'));
    await advance(0);
    fireEvent.click(within(report()).getByRole('button', { name: 'Try again' }));
    await advance(0);
    expect(bank.called('refreshConnection').map(({ subject }) => subject)).toEqual(['hooli', 'hooli']);
    bank.say('refresh-1', { status: 'succeeded' });
    await advance(3_000);
    expect(report()).toHaveTextContent('Refresh: 1 done');
    fireEvent.click(button('Close'));
    expect(screen.queryByRole('status')).toBeNull();
  });
});

describe('a revoke of several', () => {
  it('names what will end and what will not, before it does', async () => {
    const { bank, tick } = await renderSelecting();
    tick(/^Hooli/, /^Nucleus/, /^Raviga/);
    fireEvent.click(button('Revoke'));
    expect(dialog().getByText('End 2 connections?')).toBeInTheDocument();
    const [will, wont] = [...document.querySelectorAll('[data-ck="consequences"]')].map((list) => list.textContent);
    expect(will).toContain('Hooli Bank and Nucleus: unlinked for good.');
    expect(wont).toContain('Accounts and transactions that are stored already are not deleted.');
    expect(wont).toContain('Raviga Savings: cannot be ended now. Not possible while this connection is “Revoked”.');
    expect(bank.called('revokeConnection')).toEqual([]);
  });

  it.each([
    ['deleted', 'Accounts and transactions that are stored already are deleted.'],
    ['unknown', 'Whether stored accounts and transactions are deleted depends on this service.'],
  ] as const)('says that the data is %s where the service says so', async (revokeData, sentence) => {
    const { tick } = await renderSelecting({
      prepare: (bank) => (bank.description = { ...bank.description, revokeData }),
    });
    tick(/^Hooli/);
    fireEvent.click(button('Revoke'));
    expect(dialog().getByText('End 1 connection?')).toBeInTheDocument();
    expect(dialog().getByText(sentence)).toBeInTheDocument();
  });

  it.each<[string, readonly RegExp[], string]>([
    ['the name of the one bank', [/^Hooli/], 'Hooli Bank'],
    ['the word of the button for several', [/^Hooli/, /^Nucleus/], en.confirm.revoke.confirm],
  ])('asks to type %s where the level around it says so', async (_name, banks, words) => {
    const { bank, advance, revoke } = await renderSelecting({}, 'typed');
    await revoke(...banks);
    expect(bank.called('revokeConnection')).toEqual([]);
    fireEvent.change(dialog().getByRole('textbox'), { target: { value: words } });
    fireEvent.click(dialog().getByRole('button', { name: 'Revoke' }));
    await advance(0);
    expect(bank.called('revokeConnection')).toHaveLength(banks.length);
  });

  it('does one after the other, deletes nothing, and goes on after one that failed', async () => {
    const { bank, client, revoke } = await renderSelecting();
    bank.fail('revokeConnection', 'provider');
    await revoke(/^Hooli/, /^Nucleus/, /^Aviato/);
    expect(bank.called('revokeConnection').map(({ subject }) => subject)).toEqual(['hooli', 'nucleus', 'aviato']);
    expect(bank.called('purgeConnection')).toEqual([]);
    const { byId } = client.connections.getState();
    expect(['hooli', 'nucleus', 'aviato'].map((id) => byId[id]?.status)).toEqual(['active', 'revoked', 'revoked']);
    expect(report()).toHaveTextContent('Revoke: 2 done · 1 not done');
    expect(names().slice(-3)).toEqual(['Nucleus', 'Raviga Savings', 'Aviato Bank']);
  });

  it('asks a person who does not confirm who they are once, not for each', async () => {
    const onStepUp = vi.fn().mockRejectedValue(new Error('closed'));
    const { bank, revoke } = await renderSelecting({ provider: { onStepUp } });
    bank.transport.revokeConnection = () => Promise.reject(createConnectionsError('step-up-required'));
    await revoke(/^Hooli/, /^Nucleus/);
    expect(onStepUp).toHaveBeenCalledTimes(1);
    expect(report()).toHaveTextContent('Revoke: 0 done · 2 not done');
  });

  it('does not offer to send again what may have been done', async () => {
    const { bank, revoke } = await renderSelecting();
    bank.loseAnswer('revokeConnection');
    bank.fail('getConnection', 'network');
    await revoke(/^Hooli/);
    expect(report()).toHaveTextContent('We do not know whether the connection was ended.');
    expect(within(report()).queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('is not reported to whoever signs in next', async () => {
    const { client, revoke } = await renderSelecting();
    await revoke(/^Hooli/);
    expect(report()).toBeInTheDocument();
    await act(() => client.clear());
    await act(() => client.load());
    expect(screen.queryByRole('status')).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});
