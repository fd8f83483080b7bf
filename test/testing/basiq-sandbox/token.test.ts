/** Access to the Basiq sandbox. */
import { describe, expect, it } from 'vitest';
import { happy, read, setUp, type Answer } from './set-up';

const hour = 3_600_000;
const codeOf = ({ status, body }: Answer) => [status, read(body, 'data', 0, 'code')];

describe('POST /token', () => {
  it('issues a token for an hour', async () => {
    const { status, body } = await setUp().askToken({ scope: 'SERVER_ACCESS' });
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.stringMatching(/^\S{20,}$/), expires_in: 3_600, token_type: 'Bearer' });
  });

  it.each([
    ['a wrong key', {}, { Authorization: 'Basic wrong' }, 401, 'unauthorized-access'],
    ['no key', {}, { Authorization: '' }, 401, 'unauthorized-access'],
    ['another version', {}, { 'basiq-version': '2.1' }, 400, 'parameter-not-valid'],
    ['another kind of body', {}, { 'content-type': 'application/json' }, 400, 'invalid-content'],
    ['another scope', { scope: 'ALL' }, {}, 400, 'parameter-not-valid'],
    ['no user for a client', { scope: 'CLIENT_ACCESS' }, {}, 400, 'parameter-not-supplied'],
    ['an unknown user', { scope: 'CLIENT_ACCESS', userId: 'nobody' }, {}, 404, 'resource-not-found'],
  ] as const)('refuses %s', async (_what, form, headers, status, code) => {
    expect(codeOf(await setUp().askToken(form, headers))).toEqual([status, code]);
  });

  it('refuses a request without a version', async () => {
    const { send, apiKey } = setUp();
    const headers = { Authorization: `Basic ${apiKey}` };
    const answer = await send('POST', '/token', { headers, body: new URLSearchParams() });
    expect(codeOf(answer)).toEqual([400, 'parameter-not-supplied']);
  });
});

describe('a token', () => {
  it('is needed', async () => {
    const { send } = setUp();
    expect(codeOf(await send('GET', '/connectors'))).toEqual([401, 'unauthorized-access']);
    const headers = { Authorization: 'Bearer made-up' };
    expect(codeOf(await send('GET', '/connectors', { headers }))).toEqual([401, 'invalid-authorization-token']);
  });

  it('is refused with 403 when its hour is over', async () => {
    const { server, clock } = setUp();
    const ask = await server();
    await clock.advance(hour - 1);
    expect((await ask('GET', '/connectors')).status).toBe(200);
    await clock.advance(1);
    expect(codeOf(await ask('GET', '/connectors'))).toEqual([403, 'access-denied']);
  });

  it('is refused with 403 when it was expired by hand, and a new one is not', async () => {
    const { server, expireTokens } = setUp();
    const ask = await server();
    expireTokens();
    expect((await ask('GET', '/connectors')).status).toBe(403);
    expect((await (await server())('GET', '/connectors')).status).toBe(200);
  });

  it('of one user opens nothing of another', async () => {
    const { client, bank, idOf } = setUp();
    const ask = await client('monica');
    expect((await ask('GET', '/users/monica/connections')).status).toBe(200);
    expect(codeOf(await ask('GET', '/users/gavin/connections'))).toEqual([403, 'forbidden-access']);
    const { job } = bank.refresh('gavin', idOf(happy));
    expect(codeOf(await ask('GET', `/jobs/${job.id}`))).toEqual([404, 'resource-not-found']);
  });

  it('of a client is not told status and dates', async () => {
    const { client, server, idOf } = setUp();
    const path = `/users/gavin/connections/${idOf(happy)}`;
    const names = ['status', 'createdDate', 'lastUsed'];
    const told = (body: unknown) => names.filter((name) => read(body, name) !== undefined);
    expect(told((await (await client('gavin'))('GET', path)).body)).toEqual([]);
    expect(told((await (await server())('GET', path)).body)).toEqual(names);
  });
});

describe('an error', () => {
  it('has the documented body and a reference of its own', async () => {
    const { server } = setUp();
    const ask = await server();
    const [one, other] = [await ask('GET', '/users/gavin/connections/none'), await ask('GET', '/nowhere')];
    expect(one.body).toEqual({
      type: 'list',
      correlationId: expect.stringMatching(/^[\da-f-]{36}$/),
      data: [
        {
          type: 'error',
          code: 'resource-not-found',
          title: 'Requested resource is not found.',
          detail: 'Resource not found.',
        },
      ],
    });
    expect(other.status).toBe(404);
    expect(read(other.body, 'correlationId')).not.toBe(read(one.body, 'correlationId'));
  });

  it('answers a path that cannot be decoded', async () => {
    const ask = await setUp().server();
    expect((await ask('GET', '/users/%E0%A4%A/connections')).status).toBe(404);
    expect((await ask('GET', '/users/nobody/connections')).status).toBe(404);
  });
});

describe('the log', () => {
  it('tells what was asked, without the query', async () => {
    const { server, log } = setUp();
    const ask = await server();
    await ask('GET', "/users/gavin/jobs?filter=connection.id.eq('1')");
    await ask('GET', '/nowhere');
    expect(log).toEqual([
      { method: 'POST', path: '/token', status: 200 },
      { method: 'GET', path: '/users/gavin/jobs', status: 200 },
      { method: 'GET', path: '/nowhere', status: 404 },
    ]);
  });
});
