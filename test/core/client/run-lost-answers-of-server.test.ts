import { describe, expect, it } from 'vitest';
import { createJob } from '../../../src/core/model/create-job';
import { createFailure } from '../../../src/core/model/failure';
import type { Job } from '../../../src/core/model/job';
import type { CommandOptions, Transport } from '../../../src/core/transport';
import { createFakeClock, createFakeEnvironment } from '../../../src/testing/environment';
import { buildDetail, start } from '../builders';
import { createScriptedBank, type ScriptedBank } from '../scripted-bank';
import { minute, second, setUpLoaded } from '../set-up';

type Command = (connectionId: string, options?: CommandOptions) => Promise<Job>;

/** A server behind which answers to commands get lost: it answers with a record of its own. */
async function setUpServer() {
  const surroundings = createFakeEnvironment({ clock: createFakeClock(Date.parse(start)) });
  const bank = createScriptedBank([buildDetail()], surroundings.clock.now);
  const { refreshConnection, purgeConnection, revokeConnection } = bank.transport;
  const losing =
    (kind: 'refresh' | 'purge' | 'revoke', send: Command | undefined): Command =>
    async (connectionId, options) => {
      await send?.(connectionId, options);
      const failure = createFailure('timeout');
      return createJob({ id: `lost-${kind}`, kind, connectionId, status: 'unknown', recordedBy: 'kit', failure });
    };
  const transport: Transport = {
    ...bank.transport,
    refreshConnection: losing('refresh', refreshConnection),
    purgeConnection: losing('purge', purgeConnection),
    revokeConnection: losing('revoke', revokeConnection),
  };
  return setUpLoaded({ bank, transport, surroundings });
}

const sent = (bank: ScriptedBank) => bank.methods().filter((method) => /^(refresh|purge|revoke)C/.test(method));

describe('a record of the server that says that the answer was lost', () => {
  it('to a purge stays unknown under its id, and nothing is sent again', async () => {
    const { client, bank, jobs, pass } = await setUpServer();
    client.start();
    const result = await client.run('c1', 'purgeAndRevoke');
    expect(result).toMatchObject({ outcome: 'unknown', remaining: ['purge', 'revoke'], failure: { code: 'timeout' } });
    const { runId } = bank.called('purgeConnection')[0]?.options ?? {};
    expect(jobs()).toMatchObject([{ id: 'lost-purge', kind: 'purge', status: 'unknown', recordedBy: 'kit', runId }]);
    await client.checkAgain('lost-purge');
    await pass(10 * minute);
    expect(sent(bank)).toEqual(['purgeConnection']);
  });

  it('to a revoke is settled by reading, under its id: it was done', async () => {
    const { client, bank, connection, jobs } = await setUpServer();
    expect(await client.run('c1', 'revoke')).toMatchObject({ outcome: 'succeeded', remaining: [] });
    expect(connection()).toMatchObject({ status: 'revoked', operation: null });
    expect(connection()).not.toHaveProperty('failure');
    expect(jobs()).toMatchObject([{ id: 'lost-revoke', status: 'succeeded' }]);
    expect(jobs()[0]).not.toHaveProperty('failure');
    expect(sent(bank)).toEqual(['revokeConnection']);
  });

  it('to a revoke is settled by reading, under its id: it was not done', async () => {
    const { client, bank, jobs, pass } = await setUpServer();
    const release = bank.hold('getConnection');
    const run = client.run('c1', 'revoke');
    await pass();
    bank.connections.set('c1', buildDetail());
    release();
    expect(await run).toMatchObject({ outcome: 'failed', remaining: ['revoke'], failure: { code: 'timeout' } });
    expect(jobs()).toMatchObject([{ id: 'lost-revoke', status: 'failed' }]);
    expect(sent(bank)).toEqual(['revokeConnection']);
  });

  it('to a refresh is found by listing, and followed to its end', async () => {
    const { client, bank, connection, pass } = await setUpServer();
    const run = client.run('c1', 'refresh');
    await pass();
    expect(connection().operation).toMatchObject({ kind: 'refresh', jobId: 'refresh-1' });
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2 * second);
    expect(await run).toMatchObject({ outcome: 'succeeded', jobs: [{ id: 'refresh-1' }] });
    expect(sent(bank)).toEqual(['refreshConnection']);
  });
});
