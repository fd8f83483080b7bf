import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxCode, sandboxSecrets } from '../../../src/testing';
import { idAt, refreshAt, startSandbox, users, type Started } from './sandbox-server';
import { thrownBy } from './scripted-basiq';

const second = 1_000;
let bank: Started;

beforeEach(async () => {
  bank = await startSandbox();
});
afterEach(() => bank.close());

describe('two users', () => {
  it('have nothing of each other', async () => {
    const id = await idAt(bank.mine, 'mfa');
    const job = await refreshAt(bank.mine, id);
    await bank.clock.advance(5 * second);
    const { theirs } = bank;
    const attempts = [
      theirs.getConnection(id),
      theirs.refreshConnection?.(id),
      theirs.purgeConnection?.(id),
      theirs.revokeConnection?.(id),
      theirs.revealProfile?.(id, 'fullName'),
      theirs.getJob(job.id),
      theirs.answerChallenge?.(job.id, [sandboxCode]),
      theirs.startConsent?.({ purpose: 'reauthorize', connectionId: id }),
    ];
    const refusals = await Promise.all(attempts.map((attempt) => thrownBy(attempt ?? Promise.resolve())));
    expect(refusals).toEqual(attempts.map(() => expect.objectContaining({ code: 'not-found' }) as unknown));
    expect((await theirs.listJobs?.({ connectionId: id }))?.items).toEqual([]);
    expect((await theirs.listJobs?.({ ids: [job.id] }))?.items).toEqual([]);
    expect(await bank.mine.getJob(job.id)).toMatchObject({ status: 'waiting-input' });
    expect((await bank.mine.getConnection(id)).accounts.length).toBeGreaterThan(0);
  });

  it('see none of the raw values that the bank holds of them, but by a reveal', async () => {
    const answers: unknown[] = [];
    for (const { mine } of [bank, { mine: bank.theirs }]) {
      const { items } = await mine.listConnections({});
      answers.push(items, await mine.listJobs?.({}), await mine.describe?.());
      for (const { id } of items) {
        answers.push(await mine.getConnection(id));
        for (const command of [mine.refreshConnection, mine.purgeConnection, mine.revokeConnection]) {
          answers.push(await command?.(id).catch((error: unknown) => [error, String(error)]));
        }
      }
      await bank.clock.advance(60 * second);
      answers.push(await mine.listJobs?.({}));
    }
    const shown = JSON.stringify(answers);
    const secrets = users.flatMap((userId) => sandboxSecrets(bank.sandbox.bank, userId));
    expect(secrets.length).toBeGreaterThan(50);
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
  });
});
