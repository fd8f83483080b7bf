/** The calls of Basiq's wire that the sandbox answers. */
import { describe, expect, it } from 'vitest';
import { happy, list, origin, read, setUp } from './set-up';

const minute = 60_000;
const byScenario = {
  bankDown: 'AU00005',
  locked: 'AU00003',
  limited: 'AU00009',
  mfa: 'AU00010',
  revoked: 'AU00013',
  consentEnding: 'AU00008',
  unknownStatus: 'AU00011',
  answerLost: 'AU00015',
};

async function setUpServer() {
  const parts = setUp();
  return {
    ...parts,
    ask: await parts.server(),
    at: (institutionId: string) => connectionPath(parts.idOf(institutionId)),
  };
}
const connectionPath = (id: string) => `/users/gavin/connections/${id}`;
const rowsOf = (body: unknown) => list(read(body, 'data'));
const timeOf = (value: unknown, name: string) => Date.parse(String(read(value, name)));
const idsOf = (body: unknown) => rowsOf(body).map((row) => read(row, 'id'));

describe('connections', () => {
  it('are listed without name and logo, in words of the wire', async () => {
    const { ask, idOf } = await setUpServer();
    const { status, body } = await ask('GET', '/users/gavin/connections');
    const self = `${origin}${connectionPath(idOf(happy))}`;
    expect([status, read(body, 'type'), rowsOf(body).length]).toEqual([200, 'list', 16]);
    expect(rowsOf(body)[0]).toMatchObject({
      type: 'connection',
      status: 'active',
      institution: { type: 'institution', id: happy },
      links: { self },
    });
    expect(JSON.stringify(body)).not.toContain('Hooli');
  });

  it.each([
    [`institution.id.eq('AU00005')`, ['AU00005']],
    [`status.eq('pre-init')`, ['AU00007']],
    [`status.eq('under-review')`, ['AU00011']],
    [`status.eq('active'),institution.id.eq('AU00007')`, []],
    [`status.eq('revoked'),institution.id.ne('AU00000')`, ['AU00013']],
  ])('are filtered by %s', async (filter, institutions) => {
    const { ask, idOf } = await setUpServer();
    const { body } = await ask('GET', `/users/gavin/connections?filter=${encodeURIComponent(filter)}`);
    expect(idsOf(body)).toEqual(institutions.map((id) => idOf(id)));
  });

  it.each([`status.eq(active)`, `status.gt('a')`, `nothing.eq('a')`, `status.eq('a') or status.eq('b')`])(
    'are not filtered by %s',
    async (filter) => {
      const { ask } = await setUpServer();
      const { status, body } = await ask('GET', `/users/gavin/connections?filter=${encodeURIComponent(filter)}`);
      expect([status, read(rowsOf(body)[0], 'source')]).toEqual([400, { parameter: 'filter' }]);
    },
  );

  it('give one with profile and accounts, and its method in another writing', async () => {
    const { ask, at, bank } = await setUpServer();
    const { body } = await ask('GET', at(happy));
    const known = bank.connections('gavin')[0];
    expect(read(body, 'profile')).toMatchObject({ fullName: known?.profile?.fullName, middleName: '' });
    expect(idsOf(read(body, 'accounts'))).toEqual(known?.accounts.map(({ id }) => id));
    expect(read((await ask('GET', at(byScenario.consentEnding))).body, 'method')).toBe('open-banking');
  });
});

describe('a refresh', () => {
  it('answers 202 with a reference, then 200 with the job that runs', async () => {
    const { ask, at } = await setUpServer();
    const first = await ask('POST', `${at(happy)}/refresh`);
    const again = await ask('POST', `${at(happy)}/refresh`);
    expect([first.status, again.status]).toEqual([202, 200]);
    const id = read(first.body, 'id');
    expect(first.body).toEqual({ type: 'job', id, links: { self: `${origin}/jobs/${id}` } });
    expect(read(again.body, 'id')).toBe(id);
  });

  it('of all answers 202 with a list, and leaves out what cannot be refreshed now or is not heard of', async () => {
    const { ask, at, bank } = await setUpServer();
    await ask('POST', `${at(byScenario.limited)}/refresh`);
    const { status, body } = await ask('POST', '/users/gavin/connections/refresh');
    const live = bank.connections('gavin').filter((one) => ['active', 'invalid'].includes(one.status));
    const leftOut: readonly string[] = [byScenario.limited, byScenario.answerLost];
    const heard = live.filter(({ institutionId }) => !leftOut.includes(institutionId));
    expect([status, rowsOf(body).length]).toEqual([202, heard.length]);
    expect(Object.keys(Object(rowsOf(body)[0]))).toEqual(['type', 'id', 'links']);
  });

  it('answers 429 with the seconds until the limit is lifted', async () => {
    const { ask, at, clock } = await setUpServer();
    const first = await ask('POST', `${at(byScenario.limited)}/refresh`);
    await clock.advance(4 * minute);
    const second = await ask('POST', `${at(byScenario.limited)}/refresh`);
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '600']);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '360']);
    await clock.advance(6 * minute);
    expect((await ask('POST', `${at(byScenario.limited)}/refresh`)).status).toBe(202);
  });
});

describe('purge and delete', () => {
  it('purge answers 204 without a body, and empties the connection', async () => {
    const { ask, at, idOf } = await setUpServer();
    expect(await ask('POST', `${at(happy)}/purge`)).toMatchObject({ status: 204, body: undefined });
    const { body } = await ask('GET', at(happy));
    expect([read(body, 'profile') !== undefined, rowsOf(read(body, 'accounts')), read(body, 'status')]).toEqual([
      false,
      [],
      'active',
    ]);
    const filter = encodeURIComponent(`connection.id.eq('${idOf(happy)}')`);
    expect(rowsOf((await ask('GET', `/users/gavin/accounts?filter=${filter}`)).body)).toEqual([]);
    expect(idsOf((await ask('GET', `/users/gavin/jobs?filter=${filter}`)).body).length).toBe(3);
  });

  it('purge is refused while the connection is not active', async () => {
    const { ask, at } = await setUpServer();
    expect((await ask('POST', `${at('AU00002')}/purge`)).status).toBe(400);
  });

  it('delete answers 204; then the connection is gone, and its accounts are kept', async () => {
    const { ask, at, idOf } = await setUpServer();
    const id = idOf(happy);
    expect(await ask('DELETE', at(happy))).toMatchObject({ status: 204, body: undefined });
    const gone = [
      await ask('GET', at(happy)),
      await ask('POST', `${at(happy)}/refresh`),
      await ask('POST', `${at(happy)}/purge`),
      await ask('DELETE', at(happy)),
    ];
    expect(gone.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(idsOf((await ask('GET', '/users/gavin/connections')).body)).not.toContain(id);
    const filter = encodeURIComponent(`connection.id.eq('${id}')`);
    expect(rowsOf((await ask('GET', `/users/gavin/accounts?filter=${filter}`)).body).length).toBeGreaterThan(0);
  });

  it('leave a connection that was revoked at the bank in the list', async () => {
    const { ask, at } = await setUpServer();
    expect(read((await ask('GET', at(byScenario.revoked))).body, 'status')).toBe('revoked');
  });
});

describe('a command whose answer is lost', () => {
  it.each([
    ['POST', '/refresh', 'refresh'],
    ['POST', '/purge', 'purge'],
    ['DELETE', '', 'revoke'],
  ])('%s …%s is executed, and breaks off', async (method, call, kind) => {
    const { ask, at, bank, log } = await setUpServer();
    expect((await ask(method, `${at(byScenario.answerLost)}${call}`)).status).toBe(0);
    expect([bank.jobs('gavin')[0]?.kind, log.at(-1)?.status]).toEqual([kind, 0]);
  });
});

describe('jobs', () => {
  it('say nothing at the top, and tell their steps without times', async () => {
    const { ask, at, clock, idOf } = await setUpServer();
    const id = read((await ask('POST', `${at(happy)}/refresh`)).body, 'id');
    await clock.advance(3_000);
    const { body } = await ask('GET', `/jobs/${id}`);
    expect(read(body, 'status')).toBeUndefined();
    expect(read(body, 'steps')).toEqual([
      { title: 'verify-credentials', status: 'success', result: { type: 'link', url: connectionPath(idOf(happy)) } },
      { title: 'retrieve-accounts', status: 'in-progress', result: null },
      { title: 'retrieve-transactions', status: 'pending', result: null },
    ]);
    expect(read(body, 'links')).toEqual({
      self: `${origin}/jobs/${id}`,
      source: `${origin}${connectionPath(idOf(happy))}`,
    });
    expect(timeOf(body, 'updated')).toBeGreaterThan(timeOf(body, 'created'));
  });

  it('tell a locked account from wrong credentials by the detail alone', async () => {
    const { ask, at, clock } = await setUpServer();
    const id = read((await ask('POST', `${at(byScenario.locked)}/refresh`)).body, 'id');
    await clock.advance(minute);
    const result = read((await ask('GET', `/jobs/${id}`)).body, 'steps', 0, 'result');
    expect(result).toMatchObject({ code: 'invalid-credentials', detail: expect.stringContaining('locked') });
  });

  it('are listed newest first, by connection', async () => {
    const { ask, at, idOf } = await setUpServer();
    const id = read((await ask('POST', `${at(happy)}/refresh`)).body, 'id');
    const { body } = await ask('GET', jobsPath(idOf(happy)));
    const created = rowsOf(body).map((row) => timeOf(row, 'created'));
    expect([read(body, 'size'), idsOf(body)[0], idsOf(body).length]).toEqual([4, id, 4]);
    expect(created).toEqual([...created].sort((a, b) => b - a));
  });

  it('are listed for seven days', async () => {
    const { ask, at, idOf, clock, server } = await setUpServer();
    await ask('POST', `${at(happy)}/refresh`);
    await clock.advance(7 * 24 * 60 * minute - 1);
    const sizeNow = async () => read((await (await server())('GET', jobsPath(idOf(happy)))).body, 'size');
    expect(await sizeNow()).toBe(1);
    await clock.advance(1);
    expect(await sizeNow()).toBe(0);
  });
});

const jobsPath = (id: string) => `/users/gavin/jobs?filter=${encodeURIComponent(`connection.id.eq('${id}')`)}`;

describe('a challenge', () => {
  async function setUpChallenge() {
    const parts = await setUpServer();
    const id = read((await parts.ask('POST', `${parts.at(byScenario.mfa)}/refresh`)).body, 'id');
    await parts.clock.advance(5_000);
    return {
      ...parts,
      path: `/jobs/${id}`,
      client: await parts.client('gavin'),
      stranger: await parts.client('monica'),
    };
  }

  it('names a phone, and where to answer', async () => {
    const { ask, path, bank } = await setUpChallenge();
    const step = read((await ask('GET', path)).body, 'steps', 1);
    const phone = bank.personalData('gavin').profiles[0]?.phoneNumbers[1];
    expect([read(step, 'title'), read(step, 'status')]).toEqual(['mfa-challenge', 'in-progress']);
    expect(read(step, 'result')).toEqual({
      type: 'mfa',
      method: 'token',
      description: expect.stringContaining(phone ?? 'a phone'),
      input: [expect.stringContaining(phone ?? 'a phone')],
      expiryMs: 120_000,
      links: { response: `${origin}${path}/mfa` },
    });
  });

  it('takes the right answer with 202, and the job goes on', async () => {
    const { ask, client, path, clock } = await setUpChallenge();
    expect((await client('POST', `${path}/mfa`, { 'mfa-response': ['123456'] })).status).toBe(202);
    await clock.advance(minute);
    const steps = list(read((await ask('GET', path)).body, 'steps'));
    expect(steps.map((step) => read(step, 'status'))).toEqual(['success', 'success', 'success', 'success']);
  });

  it('refuses a wrong answer with an error, and waits on', async () => {
    const { ask, client, path } = await setUpChallenge();
    const { status, body } = await client('POST', `${path}/mfa`, { 'mfa-response': ['000000'] });
    expect([status, read(rowsOf(body)[0], 'code')]).toEqual([400, 'invalid-credentials']);
    expect(read((await ask('GET', path)).body, 'steps', 1, 'status')).toBe('in-progress');
  });

  it.each(['no JSON', {}, { 'mfa-response': '123456' }, { 'mfa-response': [123456] }])(
    'refuses the body %o',
    async (body) => {
      const { client, path } = await setUpChallenge();
      expect((await client('POST', `${path}/mfa`, body)).status).toBe(400);
    },
  );

  it("wants that user's token, not the server's and not another user's", async () => {
    const { ask, stranger, path } = await setUpChallenge();
    const body = { 'mfa-response': ['123456'] };
    expect((await ask('POST', `${path}/mfa`, body)).status).toBe(403);
    expect((await stranger('POST', `${path}/mfa`, body)).status).toBe(404);
    expect(read((await ask('GET', path)).body, 'steps', 1, 'status')).toBe('in-progress');
  });
});

describe('connectors', () => {
  it('carry what a connection does not say', async () => {
    const { ask } = await setUpServer();
    const { body } = await ask('GET', '/connectors');
    expect([read(body, 'totalCount'), rowsOf(body).length]).toEqual([32, 32]);
    expect(rowsOf(body)[0]).toMatchObject({
      type: 'connector',
      id: happy,
      method: 'web',
      status: 'operational',
      institution: { name: 'Hooli Bank', logo: { links: { square: expect.stringMatching(/^data:image\/svg/) } } },
      authorization: { meta: { forgotten_password_url: expect.stringMatching(/^https:/) } },
      stats: { averageDurationMs: { verifyCredentials: expect.any(Number), total: expect.any(Number) } },
    });
  });

  it('say that a bank is down, and are filtered by it', async () => {
    const { ask } = await setUpServer();
    const filter = encodeURIComponent(`connector.status.eq('major-outage')`);
    const { body } = await ask('GET', `/connectors?filter=${filter}`);
    expect(new Set(idsOf(body))).toEqual(new Set([byScenario.bankDown]));
  });

  it('are read one by one', async () => {
    const { ask } = await setUpServer();
    expect(read((await ask('GET', `/connectors/${happy}/open-banking`)).body, 'method')).toBe('openbanking');
    expect((await ask('GET', `/connectors/${happy}/pdf`)).status).toBe(404);
    expect((await ask('GET', '/connectors/AU99999/web')).status).toBe(404);
  });
});

it('the consent page asks for no icon, which the wire would refuse', async () => {
  const { fetch } = setUp({ consentReturnUrl: () => 'https://host.example/' });
  const page = await (await fetch(new Request(`${origin}/home?token=unknown`))).text();
  expect(page).toContain('<link rel="icon" href="data:,">');
});

describe('accounts and consents', () => {
  it('are read through the user, by connection or by institution', async () => {
    const { ask, bank, idOf } = await setUpServer();
    const known = bank.connections('gavin')[0]?.accounts.map(({ id }) => id);
    for (const filter of [`connection.id.eq('${idOf(happy)}')`, `institution.id.eq('${happy}')`]) {
      const { body } = await ask('GET', `/users/gavin/accounts?filter=${encodeURIComponent(filter)}`);
      expect(idsOf(body)).toEqual(known);
      expect(rowsOf(body)[0]).toMatchObject({ type: 'account', connection: idOf(happy), institution: happy });
    }
    expect(rowsOf((await ask('GET', '/users/gavin/accounts')).body).length).toBeGreaterThan(known?.length ?? 0);
  });

  it('consents say what was agreed to, and until when', async () => {
    const { ask, clock } = await setUpServer();
    const { body } = await ask('GET', '/users/gavin/consents');
    const [consent] = rowsOf(body);
    expect(read(body, 'size')).toBe(1);
    expect(read(consent, 'purpose', 'primary', 'title')).toBe('Share your financial data');
    expect(timeOf(consent, 'expiryDate')).toBeGreaterThan(clock.now());
    expect(list(read(consent, 'data', 'permissions')).length).toBe(3);
  });
});
