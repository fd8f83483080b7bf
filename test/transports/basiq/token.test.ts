import { describe, expect, it } from 'vitest';
import { scriptedBasiq, thrownBy } from './scripted-basiq';
import { errorBody } from './wire-examples';

const minute = 60_000;

describe('the token of the server', () => {
  it('is asked for with the key, as a form', async () => {
    const bank = scriptedBasiq();
    await bank.transport.listConnections({});
    const [request] = bank.asked('POST /token');
    expect(request?.body).toBe('scope=SERVER_ACCESS');
    expect(request?.headers.get('authorization')).toBe('Basic a2V5');
    expect(request?.headers.get('basiq-version')).toBe('3.0');
    expect(request?.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/);
  });

  it('is shared by all users and requests, in flight too', async () => {
    const bank = scriptedBasiq({ 'GET /users/u2/connections': { body: { data: [] } } });
    await Promise.all([
      bank.transport.listConnections({}),
      bank.of('u2').listConnections({}),
      bank.transport.listJobs?.({}),
    ]);
    await bank.transport.getConnection('61723');
    expect(bank.asked('POST /token')).toHaveLength(1);
    const sent = bank.requests
      .filter(({ path }) => path !== '/token')
      .map(({ headers }) => headers.get('authorization'));
    expect(new Set(sent)).toEqual(new Set(['Bearer token-1']));
  });

  it('is renewed a minute before its end', async () => {
    const bank = scriptedBasiq();
    await bank.transport.listJobs?.({});
    bank.advance(58 * minute);
    await bank.transport.listJobs?.({});
    expect(bank.asked('POST /token')).toHaveLength(1);
    bank.advance(1.5 * minute);
    await bank.transport.listJobs?.({});
    expect(bank.asked('POST /token')).toHaveLength(2);
  });

  it.each([[401], [403]])('is renewed once when it is refused with %i, and the request is repeated', async (status) => {
    const bank = scriptedBasiq({
      'GET /users/u1/jobs': ({ headers }) =>
        headers.get('authorization') === 'Bearer token-2'
          ? { body: { data: [] } }
          : { status, body: errorBody('invalid-authorization-token') },
    });
    const pages = await Promise.all([bank.transport.listJobs?.({}), bank.transport.listJobs?.({})]);
    expect(pages).toEqual([{ items: [] }, { items: [] }]);
    expect(bank.asked('POST /token')).toHaveLength(2);
    expect(bank.asked('GET /users/u1/jobs')).toHaveLength(4);
  });

  it.each([[401], [403]])('refused twice with %i is for a developer, not for the person to sign in', async (status) => {
    const bank = scriptedBasiq({ 'GET /users/u1/jobs': { status, body: errorBody('invalid-authorization-token') } });
    const error = await thrownBy(bank.transport.listJobs?.({}) ?? Promise.resolve());
    expect(error).toMatchObject({
      code: 'forbidden',
      failure: { code: 'invalid-authorization-token', actor: 'developer', retryable: false, correlationId: 'ac5ah5i' },
    });
    expect(bank.asked('GET /users/u1/jobs')).toHaveLength(2);
  });

  it('refused for a reason that nobody knows is for a developer, too', async () => {
    const bank = scriptedBasiq({ 'GET /users/u1/connections': { status: 403, body: errorBody('brand-new') } });
    const error = await thrownBy(bank.transport.listConnections({}));
    expect(error).toMatchObject({
      code: 'forbidden',
      failure: { code: 'brand-new', actor: 'developer', retryable: false },
    });
  });

  it('is not renewed for want of production access', async () => {
    const bank = scriptedBasiq({
      'GET /users/u1/connections': { status: 403, body: errorBody('no-production-access') },
    });
    await thrownBy(bank.transport.listConnections({}));
    expect(bank.asked('POST /token')).toHaveLength(1);
  });

  it.each([[400], [401], [403], [404]])('denied with %i because of the key is for a developer', async (status) => {
    const bank = scriptedBasiq({ 'POST /token': { status, body: errorBody('parameter-not-valid') } });
    const error = await thrownBy(bank.transport.listConnections({}));
    expect(error).toMatchObject({ code: 'forbidden', failure: { actor: 'developer', retryable: false } });
    expect(bank.asked('GET /users/u1/connections')).toHaveLength(0);
  });

  it('that could not be had is asked for again by the next request', async () => {
    let attempts = 0;
    const bank = scriptedBasiq({
      'POST /token': () => (++attempts === 1 ? { status: 500 } : { body: { access_token: 'late', expires_in: 3600 } }),
    });
    expect(await thrownBy(bank.transport.listConnections({}))).toMatchObject({ code: 'provider' });
    expect((await bank.transport.listConnections({})).items).toHaveLength(1);
  });

  it.each([[{}], [{ access_token: '' }], [null], ['"text"'], ['<html>']])(
    'is not found in the answer %j',
    async (body) => {
      const bank = scriptedBasiq({ 'POST /token': { body } });
      expect(await thrownBy(bank.transport.listConnections({}))).toMatchObject({ code: 'bad-response' });
    },
  );

  it('outlives a caller who leaves while others wait for it', async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const bank = scriptedBasiq({
      'POST /token': async () => {
        await gate;
        return { body: { access_token: 'late', expires_in: 3600 } };
      },
    });
    const controller = new AbortController();
    const left = thrownBy(bank.transport.listConnections({}, { signal: controller.signal }));
    const stays = bank.of('u1').listConnections({});
    controller.abort();
    expect(await left).toMatchObject({ code: 'aborted' });
    release();
    expect((await stays).items).toHaveLength(1);
    expect(bank.asked('POST /token')).toHaveLength(1);
  });
});

describe('the token of a user', () => {
  it('is bound to the user, and always a new one', async () => {
    const bank = scriptedBasiq();
    const first = await bank.transport.startConsent?.({ purpose: 'manage' });
    const second = await bank.of('u2').startConsent?.({ purpose: 'manage' });
    expect(bank.asked('POST /token').map(({ body }) => body)).toEqual([
      'scope=CLIENT_ACCESS&userId=u1',
      'scope=CLIENT_ACCESS&userId=u2',
    ]);
    expect(first).not.toEqual(second);
  });
});
