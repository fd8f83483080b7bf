import { describe, expect, it, vi } from 'vitest';
import { buildJob } from '../builders';
import { second, setUpLoaded } from '../set-up';

describe('a gesture for which the person must confirm who they are', () => {
  it('goes on after that, and repeats nothing that was done before', async () => {
    const { client, bank, pass } = await setUpLoaded();
    bank.fail('refreshConnection', 'step-up-required');
    const onStepUp = vi.fn(async () => {});
    const run = client.run('c1', 'purgeAndRefresh', { onStepUp });
    await pass();
    bank.say('refresh-2', { status: 'succeeded' });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'succeeded', remaining: [] });
    expect(onStepUp).toHaveBeenCalledTimes(1);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    const keys = bank.called('refreshConnection').map(({ options }) => options.idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size, 'a refused command has not used up its key').toBe(1);
  });

  it('keeps the connection busy meanwhile', async () => {
    const { client, bank, connection, pass } = await setUpLoaded();
    bank.fail('purgeConnection', 'step-up-required');
    let confirm = () => {};
    const run = client.run('c1', 'purge', { onStepUp: () => new Promise<void>((resolve) => (confirm = resolve)) });
    await pass();
    expect(connection().operation).toMatchObject({ kind: 'purge' });
    confirm();
    expect((await run).outcome).toBe('succeeded');
  });

  it('is refused as before when the person does not', async () => {
    const { client, bank } = await setUpLoaded();
    bank.fail('revokeConnection', 'step-up-required');
    const onStepUp = () => Promise.reject(new Error('closed'));
    expect(await client.run('c1', 'revoke', { onStepUp })).toMatchObject({
      outcome: 'failed',
      failure: { code: 'step-up-required' },
    });
    expect(bank.called('revokeConnection')).toHaveLength(1);
  });

  it('is asked for once, not for ever', async () => {
    const { client, bank } = await setUpLoaded();
    bank.fail('purgeConnection', 'step-up-required');
    bank.fail('purgeConnection', 'step-up-required');
    const onStepUp = vi.fn();
    expect((await client.run('c1', 'purge', { onStepUp })).outcome).toBe('failed');
    expect(onStepUp).toHaveBeenCalledTimes(1);
  });

  it('is not sent for the next person when the first logged out meanwhile', async () => {
    const { client, bank, pass } = await setUpLoaded();
    bank.fail('purgeConnection', 'step-up-required');
    let confirm = () => {};
    const run = client.run('c1', 'purge', { onStepUp: () => new Promise<void>((resolve) => (confirm = resolve)) });
    await pass();
    await client.clear();
    confirm();
    expect((await run).outcome).toBe('unknown');
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });

  it('may be an answer to the bank, a consent or a reveal', async () => {
    const { client, bank } = await setUpLoaded();
    const onStepUp = vi.fn();
    for (const method of ['answerChallenge', 'startConsent', 'revealProfile'] as const)
      bank.fail(method, 'step-up-required');
    bank.jobs.set('j1', buildJob({ status: 'waiting-input' }));
    await client.answerChallenge('j1', ['1234'], { onStepUp });
    await client.startConsent({ purpose: 'connect' }, { onStepUp });
    expect(await client.reveal('c1', 'fullName', { onStepUp })).toEqual(['Gavin Belson']);
    expect(onStepUp).toHaveBeenCalledTimes(3);
  });
});
