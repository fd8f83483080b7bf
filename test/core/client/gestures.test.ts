import { expect, it } from 'vitest';
import { at } from '../builders';
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
