import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionActions, ConnectionProfile, JobHistory, ReceiptButton, ReceiptNotice } from 'connections-kit';
import type { Description, Job } from 'connections-kit/core';
import { at, buildDetail, buildJob } from '../../core/builders';
import type { ScriptedBank } from '../../core/scripted-bank';
import { renderScripted } from '../../react/set-up';

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const settle = () => act(() => vi.dynamicImportSettled());

const page = (
  <>
    <ConnectionActions connectionId="c1" />
    <ReceiptNotice connectionId="c1" />
  </>
);

interface Options {
  revokeData?: Description['revokeData'];
  prepare?(bank: ScriptedBank): void;
}

/** Presses, confirms, and opens the receipt of what came of it. */
async function receiptAfter(action: string, choice?: string, { revokeData = 'kept', prepare }: Options = {}) {
  const rendered = await renderScripted(page, {
    prepare(bank) {
      bank.description = { ...bank.description, revokeData };
      prepare?.(bank);
    },
    provider: { timeZone: 'Australia/Sydney' },
  });
  await act(async () => void (await Promise.all([rendered.client.load(), rendered.client.loadConnection('c1')])));
  press(action);
  const dialog = within(screen.getByRole('dialog'));
  if (choice !== undefined) fireEvent.click(dialog.getByRole('radio', { name: choice }));
  fireEvent.click(dialog.getAllByRole('button').at(-1) as HTMLElement);
  await rendered.advance(0);
  press('Show receipt');
  await settle();
  return rendered;
}

const receipt = () => screen.getByRole('dialog', { name: 'Receipt' });
const lines = () =>
  Object.fromEntries(
    [...receipt().querySelectorAll('[data-ck="fact"]')].map((fact) => [
      fact.querySelector('dt')?.textContent,
      [...fact.querySelectorAll('dd > *')].map((value) => value.textContent),
    ]),
  );

const copied = vi.fn<(text: string) => Promise<void>>();
const saved: { name: string; blob: Blob }[] = [];

beforeEach(() => {
  copied.mockReset().mockResolvedValue();
  saved.length = 0;
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText: copied } }));
  let blob: Blob;
  Object.assign(URL, { createObjectURL: (given: Blob) => ((blob = given), 'blob:receipt'), revokeObjectURL: vi.fn() });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(URL, 'createObjectURL');
  Reflect.deleteProperty(URL, 'revokeObjectURL');
});

describe('a receipt', () => {
  const when = ['Nov 22, 2026, 8:00 PM (Australia/Sydney)', '2026-11-22T20:00:00+11:00'];

  it('of a purge tells what, at which bank, when, under which reference, and that the link goes on', async () => {
    await receiptAfter('Purge data');
    expect(lines()).toEqual({
      Bank: ['Hooli Bank'],
      Purge: ['Done', ...when, 'Job reference: purge-1'],
      'What was not done': ['The connection was not ended.'],
      'Connection reference': ['c1'],
      'Receipt made': when,
    });
  });

  it.each<[Description['revokeData'], string, string]>([
    ['kept', 'What was not done', 'Accounts and transactions that were stored already were not deleted.'],
    ['deleted', 'Stored data', 'Accounts and transactions that were stored already were deleted with the connection.'],
    ['unknown', 'Stored data', 'Whether stored accounts and transactions were deleted is not confirmed.'],
  ])('of a revoke that leaves data %s says so', async (revokeData, label, sentence) => {
    await receiptAfter('Revoke', undefined, { revokeData });
    expect(lines()).toMatchObject({ Revoke: ['Done', ...when, 'Job reference: revoke-1'], [label]: [sentence] });
  });

  it('of both is one, and leaves nothing undone', async () => {
    await receiptAfter('Revoke', 'Delete it');
    expect(Object.keys(lines())).toEqual(['Bank', 'Purge', 'Revoke', 'Connection reference', 'Receipt made']);
  });

  it('of a purge after which the revoke failed says which of them was not done, and quotes the reference', async () => {
    const failure = { code: 'conflict', actor: 'support', retryable: true, correlationId: 'abc-1' } as const;
    await receiptAfter('Revoke', 'Delete it', {
      prepare: (bank) => bank.fail('revokeConnection', 'conflict', failure),
    });
    const { Purge, Revoke, 'What was not done': notDone } = lines();
    expect(Purge?.[0]).toBe('Done');
    expect(Revoke?.[0]).toBe('Not done');
    expect(Revoke).toContain('Reference abc-1');
    expect(notDone).toEqual(['The connection was not ended.', 'Revoke']);
  });

  it('of a purge whose answer was lost says that it is not confirmed', async () => {
    await receiptAfter('Purge data', undefined, {
      prepare(bank) {
        bank.loseAnswer('purgeConnection');
      },
    });
    const { Purge, ...others } = lines();
    expect(Purge?.[0]).toBe('Not confirmed');
    expect(Object.keys(others)).toEqual(['Bank', 'Connection reference', 'Receipt made']);
  });

  it('holds nothing personal, not even masked', async () => {
    await receiptAfter('Purge data');
    press('Download text');
    press('Download JSON');
    const texts = await Promise.all(saved.map(({ blob }) => blob.text()));
    for (const text of [receipt().textContent, ...texts]) expect(text).not.toMatch(/•|@|Gavin|Belson|991|12\.50/);
  });
});

describe('a receipt can be taken along', () => {
  it('as text, by the clipboard and as a file, the same in both', async () => {
    await receiptAfter('Purge data');
    press('Copy text');
    await act(async () => {});
    press('Download text');
    expect(saved.map(({ name }) => name)).toEqual(['receipt-hooli-bank-2026-11-22.txt']);
    const text = await saved[0]?.blob.text();
    expect(text).toMatch(/^Receipt\n\nBank:\n {2}Hooli Bank\n\nPurge:\n {2}Done\n/);
    expect(copied).toHaveBeenCalledWith(text);
  });

  it('as JSON, with codes and times for a program', async () => {
    await receiptAfter('Revoke', 'Delete it');
    press('Download JSON');
    expect(saved[0]?.name).toBe('receipt-hooli-bank-2026-11-22.json');
    expect(saved[0]?.blob.type).toBe('application/json;charset=utf-8');
    expect(JSON.parse((await saved[0]?.blob.text()) ?? '')).toMatchObject({
      type: 'connections-kit.receipt',
      version: 1,
      institution: { id: 'AU00001', name: 'Hooli Bank' },
      connectionId: 'c1',
      timeZone: 'Australia/Sydney',
      revokeData: 'kept',
      jobs: [
        { id: 'purge-1', kind: 'purge', outcome: 'succeeded', at: '2026-11-22T20:00:00+11:00' },
        { id: 'revoke-2', kind: 'revoke', outcome: 'succeeded' },
      ],
    });
  });
});

describe('after a gesture', () => {
  const open = () => screen.queryByRole('button', { name: 'Show receipt' });

  it('the receipt is offered until it is put away', async () => {
    const { advance } = await receiptAfter('Purge data');
    press('Close');
    await advance(60_000);
    expect(open()).toBeInTheDocument();
    press('Dismiss');
    expect(open()).toBeNull();
  });

  it('none is offered when nothing was done, nor after a refresh', async () => {
    const { bank, advance } = await renderScripted(<ConnectionProfile connectionId="c1" />);
    bank.fail('purgeConnection', 'conflict');
    press('Purge data');
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Purge data' }));
    await advance(0);
    press('Refresh');
    await advance(0);
    expect(open()).toBeNull();
  });

  it('it is still offered, with the name of the bank, when the connection has gone', async () => {
    const { bank, client, advance } = await renderScripted(<ConnectionProfile connectionId="c1" />);
    await act(() => client.load());
    press('Purge data');
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Purge data' }));
    await advance(1_000);
    bank.connections.clear();
    await act(() => client.load());
    await advance(0);
    expect(screen.getByText('This connection no longer exists')).toBeInTheDocument();
    press('Show receipt');
    await settle();
    expect(lines().Bank).toEqual(['Hooli Bank']);
  });

  it('nothing of it is offered after a log-out', async () => {
    const { client } = await receiptAfter('Purge data');
    press('Close');
    await act(() => client.clear());
    expect(open()).toBeNull();
  });
});

describe('the button of a job', () => {
  const job = (id: string, given: Partial<Job>) => buildJob({ id, recordedBy: 'kit', createdAt: at(-60), ...given });

  it.each<[string, Partial<Job>, boolean]>([
    ['a purge', { kind: 'purge', status: 'succeeded' }, true],
    ['a revoke that failed', { kind: 'revoke', status: 'failed' }, true],
    ['a purge that is not confirmed', { kind: 'purge', status: 'unknown' }, true],
    ['a purge that goes on', { kind: 'purge', status: 'running' }, false],
    ['a refresh', { kind: 'refresh', status: 'succeeded' }, false],
  ])('is there for %s or not: %o', async (_name, given, isThere) => {
    await renderScripted(
      <>
        <ReceiptButton jobId="p" />
        <JobHistory />
      </>,
      { prepare: (bank) => bank.jobs.set('p', job('p', given)) },
    );
    expect(screen.queryAllByRole('button', { name: 'Show receipt' }).length > 0).toBe(isThere);
  });

  it.each<[string, Partial<Job>, boolean]>([
    ['a purge', { kind: 'purge', status: 'succeeded' }, true],
    ['a refresh', { kind: 'refresh', status: 'succeeded' }, false],
  ])('stands in the opened row of %s or not', async (_name, given, isThere) => {
    await renderScripted(<JobHistory />, { prepare: (bank) => bank.jobs.set('p', job('p', given)) });
    const open = () => screen.queryByRole('button', { name: 'Show receipt' });
    expect(open()).toBeNull();
    fireEvent.click(screen.getByRole('button', { expanded: false }));
    expect(open() !== null).toBe(isThere);
    if (!isThere) return;
    press('Show receipt');
    await settle();
    expect(lines()).toMatchObject({ Purge: expect.arrayContaining(['Done', 'Job reference: p']) });
  });

  it('tells of the whole gesture, and of the connection by its reference where the bank is not known', async () => {
    await renderScripted(
      <>
        <ReceiptButton jobId="r" />
        <JobHistory />
      </>,
      {
        connections: [buildDetail({ id: 'other' })],
        prepare(bank) {
          bank.jobs.set('p', job('p', { kind: 'purge', status: 'succeeded', runId: 'run' }));
          bank.jobs.set('r', job('r', { kind: 'revoke', status: 'succeeded', runId: 'run', createdAt: at(-50) }));
          bank.jobs.set('x', job('x', { kind: 'purge', status: 'succeeded', runId: 'another' }));
        },
      },
    );
    fireEvent.click(screen.getAllByRole('button', { name: 'Show receipt' })[0] as HTMLElement);
    await settle();
    expect(lines()).toMatchObject({ Bank: ['Your bank'], Purge: expect.arrayContaining(['Job reference: p']) });
    expect(Object.keys(lines())).toEqual(['Bank', 'Purge', 'Revoke', 'Connection reference', 'Receipt made']);
  });
});
