import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildDetail, buildJob } from '../builders';
import { second, setUp, setUpLoaded } from '../set-up';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the events of a client', () => {
  it('tell a refresh from its request to its end', async () => {
    const { client, bank, pass, eventTypes } = await setUpLoaded();
    const run = client.run('c1', 'refresh');
    await pass();
    bank.say('refresh-1', { status: 'succeeded' });
    await pass(2 * second);
    await run;
    expect(eventTypes()).toEqual(['action-requested', 'job-changed', 'poll-sent', 'job-changed', 'action-settled']);
  });

  it.each([
    ['active', 'invalid', true],
    ['active', 'pre-init', false],
    ['revoked', 'active', false],
    ['pending', 'active', true],
    ['active', 'unknown', true],
  ] as const)(
    'tell that a connection went from %s to %s, and whether that was expected: %s',
    async (from, to, expected) => {
      const { client, bank, events, connection } = await setUpLoaded({ connections: [buildDetail({ status: from })] });
      bank.connections.set('c1', buildDetail({ status: to }));
      await client.load();
      expect(events).toEqual([{ type: 'status-changed', connectionId: 'c1', from, to, expected }]);
      expect(connection().status).toBe(to);
    },
  );

  it('tell nothing of a status that stays', async () => {
    const { client, events } = await setUpLoaded();
    await client.load();
    await client.loadConnection('c1');
    expect(events).toEqual([]);
  });

  it('hold nothing of a person, whatever is done', async () => {
    const { client, bank, pass, events } = await setUpLoaded({ scope: 'me' });
    client.start();
    await client.loadConnection('c1');
    await client.reveal('c1', 'fullName');
    bank.jobs.set('j1', buildJob({ id: 'j1', status: 'waiting-input' }));
    await client.loadJobs();
    await client.answerChallenge('j1', ['my-secret-answer']);
    bank.say('j1', { status: 'succeeded' });
    await pass(20 * second);
    await client.startConsent({ purpose: 'connect', state: 'my-secret-state' });
    await client.run('c1', 'purgeAndRevoke');
    expect(events.length).toBeGreaterThan(6);
    const told = JSON.stringify(events);
    const { profile, accounts } = buildDetail();
    const personal = ['Gavin', 'Belson', 'my-secret', 'consent.example', accounts[0]?.number, accounts[0]?.balance];
    for (const value of [...personal, ...Object.values(profile ?? {}).flat()]) expect(told).not.toContain(value);
  });

  it('do not suffer from a listener that throws', async () => {
    const later: (() => void)[] = [];
    vi.stubGlobal('queueMicrotask', (task: () => void) => void later.push(task));
    const { client } = await setUpLoaded({
      onEvent() {
        throw new Error('of the host');
      },
    });
    expect((await client.run('c1', 'purge')).outcome).toBe('succeeded');
    expect(later).not.toHaveLength(0);
    expect(later[0]).toThrow('of the host');
  });
});

describe('a reveal', () => {
  it('gives the raw values to the one who asked, tells who saw what, and keeps nothing', async () => {
    const { client, events } = await setUpLoaded({ scope: 'me' });
    await client.loadConnection('c1');
    const before = JSON.stringify([client.connections.getState(), client.jobs.getState(), client.snapshot()]);
    expect(await client.reveal('c1', 'fullName')).toEqual(['Gavin Belson']);
    expect(events).toEqual([{ type: 'profile-revealed', connectionId: 'c1', field: 'fullName' }]);
    expect(JSON.stringify([client.connections.getState(), client.jobs.getState(), client.snapshot()])).toBe(before);
  });

  it('that is refused throws and tells nothing', async () => {
    const { client, bank, events } = await setUpLoaded();
    bank.fail('revealProfile', 'step-up-required');
    await expect(client.reveal('c1', 'fullName')).rejects.toMatchObject({ code: 'step-up-required' });
    expect(events).toEqual([]);
  });

  it('is not supported where the transport has none, like consent and challenges', async () => {
    const { bank } = setUp();
    const { revealProfile: _r, startConsent: _s, answerChallenge: _a, ...transport } = bank.transport;
    const { client } = setUp({ transport });
    const notSupported = { name: 'ConnectionsError', code: 'not-supported' };
    await expect(client.reveal('c1', 'fullName')).rejects.toMatchObject(notSupported);
    await expect(client.startConsent({ purpose: 'connect' })).rejects.toMatchObject(notSupported);
    await expect(client.answerChallenge('j1', ['1'])).rejects.toMatchObject(notSupported);
  });
});

describe('a challenge', () => {
  it('is answered once per press, and the job goes on', async () => {
    const { client, bank, jobs, pass } = setUp();
    const challenge = { kind: 'token', question: 'Code sent to •••', inputs: ['code'] } as const;
    bank.jobs.set('j1', buildJob({ status: 'waiting-input', challenge }));
    await client.load();
    client.start();
    await pass(second);
    expect(jobs()).toMatchObject([{ status: 'waiting-input', challenge }]);
    expect(await client.answerChallenge('j1', ['1234'])).toMatchObject({ id: 'j1', status: 'running' });
    const sent = bank.called('answerChallenge');
    expect(sent.map(({ subject }) => subject)).toEqual([['j1', ['1234']]]);
    expect(sent[0]?.options.idempotencyKey).toMatch(/./);
    expect(JSON.stringify([client.jobs.getState(), client.snapshot()])).not.toContain('1234');
  });
});
