import { describe, expect, it } from 'vitest';
import { createAsker } from '../../../src/core/client/ask-jobs';
import { createRequests } from '../../../src/core/client/requests';
import type { ErrorCode } from '../../../src/core/model/errors';
import { buildJob, start } from '../builders';
import { createScriptedBank } from '../scripted-bank';

/** Three jobs at a bank that lists none, so that each is asked for by itself. */
function setUp() {
  const bank = createScriptedBank([], () => Date.parse(start));
  const ids = ['j1', 'j2', 'j3'];
  for (const id of ids) bank.jobs.set(id, buildJob({ id }));
  const answered: string[] = [];
  const asker = createAsker({
    requests: createRequests({
      transport: bank.transport,
      isBehind: () => false,
      isSignedOut: () => false,
      onSession: () => {},
    }),
    intake: {
      putJobs(jobs) {
        answered.push(...jobs.map(({ id }) => id));
        return jobs;
      },
    },
    canListJobs: () => false,
    onGone: () => {},
  });
  return { bank, answered, ask: () => asker.ask(ids) };
}

describe('a round in which one job cannot be read', () => {
  it('costs the others nothing, and has failed', async () => {
    const { bank, answered, ask } = setUp();
    bank.fail('getJob', 'provider');
    await expect(ask()).rejects.toMatchObject({ code: 'provider' });
    expect(answered).toEqual(['j2', 'j3']);
  });

  it.each<ErrorCode>(['network', 'timeout', 'rate-limited', 'unauthorized'])(
    'ends after %s: the others would fare no better',
    async (code) => {
      const { bank, answered, ask } = setUp();
      bank.fail('getJob', code);
      await expect(ask()).rejects.toMatchObject({ code });
      expect(answered).toEqual([]);
      expect(bank.called('getJob')).toHaveLength(1);
    },
  );
});
