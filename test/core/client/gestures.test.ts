import { expect, it } from 'vitest';
import { at, buildJob } from '../builders';
import { setUpLoaded } from '../set-up';

it('checking again does not undo what has become known of a revoke meanwhile', async () => {
  const { client, bank, jobs, connection, pass } = await setUpLoaded();
  bank.fail('revokeConnection', 'network');
  bank.fail('getConnection', 'network');
  const [lost] = (await client.run('c1', 'revoke')).jobs;
  if (!lost) throw new Error('There is no job');
  const answer = bank.hold('getConnection');
  const checked = client.checkAgain(lost.id);
  await pass();
  client.hydrate({ takenAt: at(0), connections: [], jobs: [{ ...lost, status: 'succeeded' }] });
  answer(); // As it was before.
  expect(await checked).toMatchObject({ status: 'succeeded' });
  expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
  expect(connection()).toMatchObject({ status: 'revoked' });
});

it.each(['answerChallenge', 'checkAgain'] as const)(
  'a job that the provider no longer knows is lost sight of, when a person finds out by %s',
  async (gesture) => {
    const { client, bank, jobs, pass } = await setUpLoaded();
    client.hydrate({ takenAt: at(0), connections: [], jobs: [buildJob({ status: 'waiting-input' })] });
    bank.fail(gesture === 'checkAgain' ? 'getJob' : gesture, 'not-found');
    await expect(client[gesture]('j1', ['123456'])).rejects.toMatchObject({ code: 'not-found' });
    await pass();
    expect(jobs()).toMatchObject([{ status: 'unknown' }]);
  },
);
