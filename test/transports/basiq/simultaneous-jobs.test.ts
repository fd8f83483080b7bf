import { describe, expect, it } from 'vitest';
import { scriptedBasiq } from './scripted-basiq';
import { connection, jobs } from './wire-examples';

const rows = (...data: readonly unknown[]) => ({ body: { type: 'list', data } });
const created = (id: string, createdDate: string) => ({ ...connection, id, createdDate });
const [beforeJob, atJob] = ['2024-09-24T00:00:00Z', '2024-09-25T00:01:00Z'];
const jobOf = (userId: string, connectionId: string) => {
  const [time, source] = ['2024-09-25T00:00:00Z', `/users/${userId}/connections/${connectionId}`];
  return { body: { ...jobs.succeeded, created: time, updated: time, links: { source } } };
};
const jobsByConnection = {
  'GET /jobs/a': jobOf('u1', '1'),
  'GET /jobs/b': jobOf('u1', '2'),
  'GET /jobs/c': jobOf('u1', '3'),
};

/** The first answer is held until all that is under way has come to wait; the second is given at once. */
function heldOnce(first: ReturnType<typeof rows>, second: ReturnType<typeof rows>) {
  let count = 0;
  let letGo = () => {};
  const held = new Promise<typeof first>((resolve) => (letGo = () => resolve(first)));
  const release = async () => {
    for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    letGo();
  };
  return { script: () => (count++ === 0 ? held : second), release };
}

describe('jobs that are asked for at the same moment', () => {
  it('need one list of connections of each user, and none later', async () => {
    const bank = scriptedBasiq({
      ...jobsByConnection,
      'GET /jobs/theirs': jobOf('u2', '1'),
      'GET /users/u1/connections': rows(created('1', beforeJob), created('2', atJob), created('3', atJob)),
      'GET /users/u2/connections': rows(created('1', atJob)),
    });
    const [mine, theirs] = [bank.transport, bank.of('u2')];
    const read = await Promise.all([mine.getJob('a'), theirs.getJob('theirs'), bank.of('u1').getJob('b')]);
    const kinds = [...read, await mine.getJob('c')].map(({ kind }) => kind);
    expect(kinds).toEqual(['refresh', 'connect', 'connect', 'connect']);
    expect(bank.asked('GET /users/u1/connections')).toHaveLength(1);
    expect(bank.asked('GET /users/u2/connections')).toHaveLength(1);
  });

  it('ask once more together for a connection that was not there yet when the list was asked for', async () => {
    const { script, release } = heldOnce(rows(created('1', beforeJob)), rows(created('2', atJob), created('3', atJob)));
    const bank = scriptedBasiq({ ...jobsByConnection, 'GET /users/u1/connections': script });
    const asked = Promise.all(['a', 'b', 'c'].map((id) => bank.transport.getJob(id)));
    await release();
    expect((await asked).map(({ kind }) => kind)).toEqual(['refresh', 'connect', 'connect']);
    expect(bank.asked('GET /users/u1/connections')).toHaveLength(2);
  });

  it('need one list of jobs where they name nobody, and another for one that it did not hold yet', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ ...jobs.inProgress, id }));
    const { script, release } = heldOnce(rows(a, b), rows(a, b, c));
    const bank = scriptedBasiq({ 'GET /jobs/*': { body: jobs.inProgress }, 'GET /users/u1/jobs': script });
    const asked = ['a', 'b', 'c', 'none'].map((id) => bank.transport.getJob(id).catch((error: unknown) => error));
    await release();
    expect(await Promise.all(asked)).toMatchObject([{ id: 'a' }, { id: 'b' }, { id: 'c' }, { code: 'not-found' }]);
    expect(bank.asked('GET /users/u1/jobs')).toHaveLength(2);
  });

  it('are proven by the list of their own user alone', async () => {
    const bank = scriptedBasiq({
      'GET /jobs/*': { body: jobs.inProgress },
      'GET /users/u1/jobs': rows({ ...jobs.inProgress, id: 'a' }),
      'GET /users/u2/jobs': rows(),
    });
    const asked = [bank.of('u1'), bank.of('u2')].map((transport) =>
      transport.getJob('a').catch((error: unknown) => error),
    );
    expect(await Promise.all(asked)).toMatchObject([{ id: 'a' }, { code: 'not-found' }]);
  });
});
