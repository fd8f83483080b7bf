import { describe, expect, it } from 'vitest';
import type { Transport } from '../../../src/core/transport';
import { scriptedBasiq, start, thrownBy, type Script } from './scripted-basiq';
import { connection, errorBody, jobs } from './wire-examples';

const refreshRoute = 'POST /users/u1/connections/61723/refresh';
const purgeRoute = 'POST /users/u1/connections/61723/purge';
const reference = { type: 'job', id: '248b2883', links: { self: 'https://au-api.basiq.io/jobs/248b2883' } };
const refreshable: Script = {
  [refreshRoute]: { status: 202, body: reference },
  'GET /jobs/248b2883': { body: jobs.inProgress },
};

const refresh = (transport: Transport, options = {}) => transport.refreshConnection?.('61723', options) ?? missing();
const purge = (transport: Transport, options = {}) => transport.purgeConnection?.('61723', options) ?? missing();
const answer = (transport: Transport, jobId: string) => transport.answerChallenge?.(jobId, ['1234']) ?? missing();

describe('a refresh', () => {
  it.each([[202], [200]])('answered with %i is followed by its job', async (status) => {
    const { transport } = scriptedBasiq({ ...refreshable, [refreshRoute]: { status, body: reference } });
    expect(await refresh(transport, { runId: 'r1' })).toMatchObject({
      id: '248b2883',
      kind: 'refresh',
      connectionId: '61723',
      status: 'running',
      runId: 'r1',
      recordedBy: 'provider',
    });
  });

  it('is queued while its job cannot be read', async () => {
    const { transport } = scriptedBasiq({ ...refreshable, 'GET /jobs/248b2883': { status: 503 } });
    const job = await refresh(transport, { runId: 'r1' });
    expect(job).toMatchObject({
      id: '248b2883',
      kind: 'refresh',
      connectionId: '61723',
      status: 'queued',
      runId: 'r1',
    });
    expect(job).toMatchObject({ createdAt: new Date(start).toISOString(), recordedBy: 'provider' });
  });

  it('stays a refresh of its connection in later reads, before Basiq names its source', async () => {
    const bank = scriptedBasiq({ ...refreshable, 'GET /users/u1/jobs': { body: { data: [jobs.inProgress] } } });
    await refresh(bank.transport);
    const again = bank.of('u1');
    expect(await again.getJob('248b2883')).toMatchObject({ kind: 'refresh', connectionId: '61723' });
    expect((await again.listJobs?.({}))?.items).toMatchObject([{ kind: 'refresh', connectionId: '61723' }]);
  });

  it.each([[{}], [[]], [{ data: [] }], [undefined]])('without an id in %j cannot be followed', async (body) => {
    const { transport } = scriptedBasiq({ [refreshRoute]: { status: 202, body } });
    expect(await thrownBy(refresh(transport))).toMatchObject({ code: 'bad-response' });
  });

  it.each([
    ['429', { status: 429, body: errorBody('too-many-requests') }],
    ['403 with the code of a limit', { status: 403, body: errorBody('too-many-requests') }],
    ['403 with Retry-After', { status: 403, body: errorBody('access-denied') }],
  ])('that came too soon (%s) says when the next may come, and so does the connection', async (_case, refusal) => {
    const bank = scriptedBasiq({ [refreshRoute]: { ...refusal, headers: { 'retry-after': '3600' } } });
    const retryAt = new Date(start + 3_600_000).toISOString();
    expect(await thrownBy(refresh(bank.transport))).toMatchObject({
      code: 'rate-limited',
      failure: { code: 'too-many-requests', actor: 'wait', retryAt, correlationId: 'ac5ah5i' },
    });
    expect(bank.asked(refreshRoute)).toHaveLength(1);
    expect((await bank.transport.listConnections({})).items[0]?.refreshAvailableAt).toBe(retryAt);
    bank.advance(3_600_000);
    expect((await bank.transport.listConnections({})).items[0]).not.toHaveProperty('refreshAvailableAt');
  });

  it('that came too soon may be told so by a 403 without a time', async () => {
    const refusal = { status: 403, body: errorBody('too-many-requests') };
    const { transport } = scriptedBasiq({ [refreshRoute]: refusal });
    expect(await thrownBy(refresh(transport))).toMatchObject({ code: 'rate-limited', failure: { actor: 'wait' } });
  });

  it.each([
    [404, 'resource-not-found', 'not-found', 'developer'],
    [400, 'institution-not-supported', 'invalid-request', 'developer'],
    [409, 'parameter-not-valid', 'conflict', 'developer'],
    [500, 'internal-server-error', 'provider', 'support'],
    [503, 'service-unavailable', 'provider', 'wait'],
    [403, 'no-production-access', 'forbidden', 'developer'],
  ])('refused with %i %s is %s, and %s must act', async (status, providerCode, code, actor) => {
    const { transport } = scriptedBasiq({ [refreshRoute]: { status, body: errorBody(providerCode) } });
    const error = await thrownBy(refresh(transport));
    expect(error).toMatchObject({ code, failure: { code: providerCode, actor, correlationId: 'ac5ah5i' } });
    expect(JSON.stringify(error) + String(error)).not.toContain('GAVIN');
  });
});

describe('a purge', () => {
  it('is recorded by the kit, settled at once', async () => {
    const { transport } = scriptedBasiq({ [purgeRoute]: { status: 204 } });
    expect(await purge(transport, { runId: 'r1' })).toMatchObject({
      kind: 'purge',
      connectionId: '61723',
      status: 'succeeded',
      recordedBy: 'kit',
      runId: 'r1',
      createdAt: new Date(start).toISOString(),
    });
  });

  it('of a connection that is not active is not available', async () => {
    const { transport } = scriptedBasiq({
      [purgeRoute]: { status: 400, body: errorBody('parameter-not-valid') },
      'GET /users/u1/connections/61723': { body: { ...connection, status: 'invalid' } },
    });
    const error = await thrownBy(purge(transport));
    expect(error).toMatchObject({ code: 'not-available', failure: { correlationId: 'ac5ah5i' } });
  });

  it('of an active connection that is refused says why', async () => {
    const { transport } = scriptedBasiq({ [purgeRoute]: { status: 400, body: errorBody('parameter-not-valid') } });
    expect(await thrownBy(purge(transport))).toMatchObject({ code: 'invalid-request' });
  });

  it.each([
    [502, '<html>Bad Gateway</html>', 'bad-response'],
    [504, '<html>Gateway Timeout</html>', 'timeout'],
    [502, errorBody('internal-server-error'), 'provider'],
    [504, errorBody('service-unavailable'), 'provider'],
    [503, '<html>Unavailable</html>', 'provider'],
  ])('answered with %i and %j is %s: only a gateway before Basiq has lost its answer', async (status, body, code) => {
    const { transport } = scriptedBasiq({ [purgeRoute]: { status, body } });
    expect(await thrownBy(purge(transport))).toMatchObject({ code });
  });

  it('is never sent twice by itself', async () => {
    const bank = scriptedBasiq({ [purgeRoute]: { status: 500 } });
    expect(await thrownBy(purge(bank.transport))).toMatchObject({ code: 'provider' });
    expect(bank.asked(purgeRoute)).toHaveLength(1);
  });
});

describe('a revoke', () => {
  it('is recorded by the kit, settled at once', async () => {
    const { transport } = scriptedBasiq({ 'DELETE /users/u1/connections/61723': { status: 204 } });
    expect(await transport.revokeConnection?.('61723')).toMatchObject({
      kind: 'revoke',
      connectionId: '61723',
      status: 'succeeded',
      recordedBy: 'kit',
    });
  });
});

describe('an answer to a challenge', () => {
  const theirs = { ...jobs.challenged, links: { source: '/users/u1/connections/61723' } };

  it('goes with a token of the user', async () => {
    const bank = scriptedBasiq({
      'GET /jobs/cd6b8aac': { body: theirs },
      'POST /jobs/cd6b8aac/mfa': { status: 202, body: reference },
    });
    await answer(bank.transport, 'cd6b8aac');
    const [request] = bank.asked('POST /jobs/cd6b8aac/mfa');
    expect(request?.body).toBe('{"mfa-response":["1234"]}');
    expect(bank.asked('POST /token').map(({ body }) => body)).toEqual([
      'scope=SERVER_ACCESS',
      'scope=CLIENT_ACCESS&userId=u1',
    ]);
    expect(request?.headers.get('authorization')).toBe('Bearer token-2');
  });

  it('is running on while its job cannot be read', async () => {
    let reads = 0;
    const { transport } = scriptedBasiq({
      'GET /jobs/cd6b8aac': () => (++reads === 1 ? { body: theirs } : { status: 503 }),
      'POST /jobs/cd6b8aac/mfa': { status: 202, body: reference },
    });
    const job = await answer(transport, 'cd6b8aac');
    expect(job.status).toBe('running');
    expect(job).not.toHaveProperty('challenge');
  });

  it.each([
    ['is refused, is not available', jobs.inProgress, 'parameter-not-valid', 'not-available'],
    ['waits for one and is told a wrong one, is not valid', jobs.challenged, 'invalid-credentials', 'invalid-request'],
  ])('to a job that %s', async (_case, job, refusal, code) => {
    const { transport } = scriptedBasiq({
      'GET /jobs/cd6b8aac': { body: { ...job, id: 'cd6b8aac', links: theirs.links } },
      'POST /jobs/cd6b8aac/mfa': { status: 400, body: errorBody(refusal) },
    });
    expect(await thrownBy(answer(transport, 'cd6b8aac'))).toMatchObject({
      code,
      failure: { correlationId: 'ac5ah5i' },
    });
  });

  it("never reaches another's job", async () => {
    const bank = scriptedBasiq({
      'GET /jobs/cd6b8aac': { body: jobs.challenged },
      'POST /jobs/cd6b8aac/mfa': { status: 202, body: reference },
    });
    expect(await thrownBy(answer(bank.transport, 'cd6b8aac'))).toMatchObject({ code: 'not-found' });
    expect(bank.asked('POST /jobs/cd6b8aac/mfa')).toHaveLength(0);
  });
});

describe('the start of a consent', () => {
  const start = async (request: Parameters<NonNullable<Transport['startConsent']>>[0]) => {
    const consent = await scriptedBasiq().transport.startConsent?.(request);
    return consent?.type === 'redirect' ? consent.url : undefined;
  };

  it.each([
    ['connect', 'action=connect'],
    ['extend', 'action=extend'],
    ['manage', 'action=manage'],
    ['reauthorize', 'action=reauthorise'],
  ] as const)('to %s leads to the page with %s', async (purpose, action) => {
    expect(await start({ purpose })).toBe(`https://consent.basiq.io/home?token=token-1&${action}`);
  });

  it('to re-authorize one connection names it, and carries the state', async () => {
    const url = await start({ purpose: 'reauthorize', connectionId: '61723', state: 'a b&c' });
    expect(url).toBe('https://consent.basiq.io/home?token=token-2&connectionId=61723&state=a+b%26c');
  });

  it('to connect may name the institution', async () => {
    expect(await start({ purpose: 'connect', institutionId: 'AU00000' })).toContain('&institutionId=AU00000');
  });

  it('is refused for a connection that is not theirs, and for a purpose that is none', async () => {
    expect(await thrownBy(start({ purpose: 'reauthorize', connectionId: 'x' }))).toMatchObject({ code: 'not-found' });
    const purpose = 'toString' as 'connect';
    expect(await thrownBy(start({ purpose }))).toMatchObject({ code: 'invalid-request' });
  });
});

function missing(): never {
  throw new Error('The transport lacks the method.');
}
