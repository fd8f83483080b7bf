import { expect, it } from 'vitest';
import { at, buildDetail } from '../builders';
import { setUpLoaded } from '../set-up';

it('checking again does not undo what has become known of a purge meanwhile', async () => {
  const { client, bank, jobs, pass } = await setUpLoaded();
  bank.fail('purgeConnection', 'network');
  await client.run('c1', 'purge');
  await client.loadConnection('c1');
  const [asked] = jobs();
  const answer = bank.hold('getConnection');
  const checked = client.checkAgain(asked?.id ?? '');
  await pass();
  const told = { ...asked, id: asked?.id ?? '', status: 'succeeded' } as NonNullable<typeof asked>;
  client.hydrate({ takenAt: at(0), connections: [buildDetail()], jobs: [told] });
  answer();
  expect(await checked).toMatchObject({ status: 'succeeded' });
  expect(jobs()).toMatchObject([{ status: 'succeeded' }]);
});
