import { describe, expect, it } from 'vitest';
import { buildJob } from '../builders';
import { second, setUp, setUpLoaded } from '../set-up';

const back = (query: string) => `https://host.example/return?${query}`;

describe('a consent', () => {
  it('goes out with a state of its own, different each time', async () => {
    const { client, bank } = setUp();
    const answer = await client.startConsent({ purpose: 'reauthorize', connectionId: 'c1' });
    await client.startConsent({ purpose: 'connect' });
    expect(answer).toEqual({ type: 'redirect', url: 'https://consent.example/home' });
    const [first, other] = bank.called('startConsent').map(({ subject }) => subject);
    expect(first).toEqual({
      purpose: 'reauthorize',
      connectionId: 'c1',
      state: expect.stringMatching(/^[\da-f]{16}$/),
    });
    expect(first).not.toMatchObject({ state: Reflect.get(Object(other), 'state') });
  });

  it('goes out with the state of the host, when it has one', async () => {
    const { client, bank } = setUp();
    await client.startConsent({ purpose: 'connect', state: 'host-state' });
    expect(bank.called('startConsent')[0]?.subject).toEqual({ purpose: 'connect', state: 'host-state' });
  });

  it('that comes back has its jobs followed to their end', async () => {
    const { client, bank, jobs, pass } = setUp();
    client.start();
    for (const id of ['j1', 'j2', 'j3']) bank.jobs.set(id, buildJob({ id, kind: 'connect' }));
    await client.startConsent({ purpose: 'connect', state: 's1' });
    const found = await client.finishConsent(back('jobId=j1&jobIds=j2,j3&jobIds=j1&state=s1'));
    expect(found.map(({ id }) => id)).toEqual(['j1', 'j2', 'j3']);
    for (const id of ['j1', 'j2', 'j3']) bank.say(id, { status: 'succeeded' });
    await pass(5 * second);
    expect(jobs().map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  });

  it('that comes back twice is finished once', async () => {
    const { client, bank } = setUp();
    bank.jobs.set('j1', buildJob());
    await client.startConsent({ purpose: 'connect', state: 's1' });
    const [first, again] = await Promise.all([
      client.finishConsent(back('jobId=j1&state=s1')),
      client.finishConsent(back('jobId=j1&state=s1')),
    ]);
    expect(again).toEqual(first);
    expect(await client.finishConsent(back('jobId=j1&state=s1'))).toEqual(first);
    expect(bank.called('getJob')).toHaveLength(1);
  });

  it.each(['jobId=j1', 'jobId=j1&state=', 'jobId=j1&state=other'])(
    'is refused when it comes back with another state or none (%s), and can still come back right',
    async (query) => {
      const { client, bank } = setUp();
      bank.jobs.set('j1', buildJob());
      await client.startConsent({ purpose: 'connect', state: 's1' });
      await expect(client.finishConsent(back(query))).rejects.toMatchObject({ code: 'invalid-request' });
      expect(bank.called('getJob')).toEqual([]);
      expect(await client.finishConsent(back('jobId=j1&state=s1'))).toHaveLength(1);
    },
  );

  it('whose jobs could not be read can be finished again', async () => {
    const { client, bank } = setUp();
    bank.jobs.set('j1', buildJob());
    await client.startConsent({ purpose: 'connect', state: 's1' });
    bank.fail('getJob', 'network');
    await expect(client.finishConsent(back('jobId=j1&state=s1'))).rejects.toMatchObject({ code: 'network' });
    expect(await client.finishConsent(back('jobId=j1&state=s1'))).toHaveLength(1);
  });

  it('is checked after a reload too, where there is a scope to keep the state under', async () => {
    const before = setUp({ scope: 'me' });
    before.bank.jobs.set('j1', buildJob());
    await before.client.startConsent({ purpose: 'connect', state: 's1' });
    before.client.dispose();
    const after = setUp({ scope: 'me', bank: before.bank, surroundings: before.environment });
    await expect(after.client.finishConsent(back('jobId=j1&state=x'))).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(await after.client.finishConsent(back('jobId=j1&state=s1'))).toHaveLength(1);
    expect(after.environment.storage?.getItem('connections-kit.consent.me')).toBeNull();
  });

  it('keeps nothing where there is no scope', async () => {
    const stored: string[] = [];
    const { client } = setUp({
      environment: {
        storage: { getItem: () => null, setItem: (key) => void stored.push(key), removeItem: () => {} },
      },
    });
    await client.startConsent({ purpose: 'connect' });
    expect(stored).toEqual([]);
  });

  it('without jobs is finished with none', async () => {
    const { client, bank } = setUp();
    expect(await client.finishConsent(back(''))).toEqual([]);
    expect(bank.calls).toEqual([]);
  });

  it('refuses what is no address', async () => {
    const { client } = setUp();
    await expect(client.finishConsent('https://[')).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('goes on without a job that the provider does not know', async () => {
    const { client, bank } = await setUpLoaded();
    bank.jobs.set('j1', buildJob());
    const jobs = await client.finishConsent(back('jobId=gone&jobId=j1'));
    expect(jobs).toMatchObject([{ id: 'j1' }]);
  });

  it('is begun also where the storage is full', async () => {
    const { client, environment } = await setUpLoaded({ scope: 'user-1' });
    if (environment.storage) environment.storage.setItem = () => expect.unreachable('full');
    await expect(client.startConsent({ purpose: 'connect' })).resolves.toMatchObject({ type: 'redirect' });
  });
});
