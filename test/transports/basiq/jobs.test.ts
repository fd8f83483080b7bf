import { describe, expect, it } from 'vitest';
import { createBasiq } from '../../../src/transports/basiq';
import { scriptedBasiq, thrownBy, type Script } from './scripted-basiq';
import { connection, errorBody, jobs } from './wire-examples';

const mine = { source: 'https://au-api.basiq.io/users/u1/connections/61723' };
const rows = (...data: readonly unknown[]) => ({ body: { type: 'list', data } });
const jobAt = (id: string, created: string, more = {}) => ({
  ...jobs.succeeded,
  id,
  created,
  updated: created,
  links: mine,
  ...more,
});

describe('whose a job is', () => {
  it.each<[string, Script, boolean]>([
    ['named by its source', { 'GET /jobs/j': { body: { ...jobs.succeeded, links: mine } } }, true],
    ['named by the source of another', { 'GET /jobs/j': { body: jobs.succeeded } }, false],
    [
      'named by the source of another, even if it is listed here',
      { 'GET /jobs/j': { body: jobs.succeeded }, 'GET /users/u1/jobs': rows({ ...jobs.succeeded, id: 'j' }) },
      false,
    ],
    [
      'of a user whose id only begins alike',
      { 'GET /jobs/j': { body: { ...jobs.failed, links: { source: '/users/u11/connections/61723' } } } },
      false,
    ],
    ['without a source and not listed', { 'GET /jobs/j': { body: jobs.inProgress } }, false],
    [
      'without a source, but listed',
      { 'GET /jobs/j': { body: jobs.inProgress }, 'GET /users/u1/jobs': rows({ ...jobs.inProgress, id: 'j' }) },
      true,
    ],
  ])('is decided for one %s', async (_case, script, isTheirs) => {
    const { transport } = scriptedBasiq(script);
    const read = await transport.getJob('j').catch((error: unknown) => error);
    expect(read).toMatchObject(isTheirs ? { id: 'j', recordedBy: 'provider' } : { code: 'not-found' });
  });

  it('is theirs who started it, and nobody else’s', async () => {
    const bank = scriptedBasiq({
      'POST /users/u1/connections/61723/refresh': { status: 202, body: { id: '248b2883' } },
      'GET /jobs/248b2883': { body: jobs.inProgress },
      'GET /users/u2/jobs': rows(),
    });
    await bank.transport.refreshConnection?.('61723');
    expect((await bank.transport.getJob('248b2883')).connectionId).toBe('61723');
    expect(bank.asked('GET /users/u1/jobs')).toHaveLength(0);
    expect(await thrownBy(bank.of('u2').getJob('248b2883'))).toMatchObject({ code: 'not-found' });
  });

  it('is another’s who is named by its source, whoever started it', async () => {
    const { transport } = scriptedBasiq({
      'POST /users/u1/connections/61723/refresh': { status: 202, body: { id: 'j' } },
      'GET /jobs/j': { body: jobs.succeeded },
    });
    await transport.refreshConnection?.('61723');
    expect(await thrownBy(transport.getJob('j'))).toMatchObject({ code: 'not-found' });
  });

  it('cannot be told from one that is not there', async () => {
    const { transport } = scriptedBasiq({
      'GET /jobs/theirs': { body: jobs.succeeded },
      'GET /jobs/none': { status: 404, body: errorBody('resource-not-found') },
    });
    const [theirs, none] = await Promise.all([
      thrownBy(transport.getJob('theirs')),
      thrownBy(transport.getJob('none')),
    ]);
    expect(theirs).toEqual(none);
    expect(JSON.stringify(theirs)).toBe(JSON.stringify(none));
  });

  it.each<[string, Script]>([
    ['the list fails', { 'GET /users/u1/jobs': { status: 429, headers: { 'Retry-After': '60' } } }],
    ['the list can be read', {}],
  ])('cannot be told from one that is not there where %s, whatever there is to read of it', async (_case, script) => {
    const { transport } = scriptedBasiq({
      'GET /jobs/linked': { body: jobs.succeeded },
      'GET /jobs/unlinked': { body: jobs.inProgress },
      'GET /jobs/unreadable': { body: 'no JSON' },
      'GET /jobs/refused': { status: 400, body: errorBody('parameter-not-valid') },
      'GET /jobs/gone': { status: 410, body: errorBody('resource-not-found') },
      'GET /jobs/none': { status: 404, body: errorBody('resource-not-found') },
      ...script,
    });
    const none = await thrownBy(transport.getJob('none'));
    for (const id of ['linked', 'unlinked', 'unreadable', 'refused', 'gone', '../users/u2'])
      expect([id, await thrownBy(transport.getJob(id))]).toEqual([id, none]);
  });

  it('is told to its owner where it cannot be read', async () => {
    const { transport } = scriptedBasiq({
      'GET /jobs/j': { body: 'no JSON' },
      'GET /users/u1/jobs': rows({ ...jobs.inProgress, id: 'j' }),
    });
    expect(await thrownBy(transport.getJob('j'))).toMatchObject({ code: 'bad-response' });
  });

  it('does not matter for a path that would leave the jobs', async () => {
    const bank = scriptedBasiq();
    expect(await thrownBy(bank.transport.getJob('../users/u2'))).toMatchObject({ code: 'not-found' });
    expect(bank.requests.map(({ path }) => path)).toContain('/jobs/..%2Fusers%2Fu2');
  });
});

describe('the list of jobs', () => {
  const three = rows(
    jobAt('b', '2024-09-26T00:00:00Z'),
    jobAt('c', '2024-09-27T00:00:00Z', { steps: jobs.inProgress.steps }),
    null,
    jobAt('a', '2024-09-25T00:00:00Z'),
    jobAt('foreign', '2024-09-25T00:00:00Z', { links: jobs.succeeded.links }),
  );
  const bankOfThree = () => scriptedBasiq({ 'GET /users/u1/jobs': three });
  const idsOf = (page: { items: readonly { id: string }[] } | undefined) => page?.items.map(({ id }) => id);

  it('has the newest first, without broken and foreign rows', async () => {
    expect(idsOf(await bankOfThree().transport.listJobs?.({}))).toEqual(['c', 'b', 'a']);
  });

  it('is narrowed to ids, to what is unsettled, and paged', async () => {
    const { transport } = bankOfThree();
    expect(idsOf(await transport.listJobs?.({ ids: ['a', 'x', 'c'] }))).toEqual(['c', 'a']);
    expect(idsOf(await transport.listJobs?.({ unsettled: true }))).toEqual(['c']);
    const first = await transport.listJobs?.({ limit: 2 });
    expect(idsOf(first)).toEqual(['c', 'b']);
    expect(idsOf(await transport.listJobs?.({ limit: 2, cursor: first?.nextCursor ?? '' }))).toEqual(['a']);
  });

  it('is filtered by the connection on both sides', async () => {
    const bank = bankOfThree();
    expect(idsOf(await bank.transport.listJobs?.({ connectionId: 'other' }))).toEqual([]);
    expect(bank.asked('GET /users/u1/jobs')[0]?.query.get('filter')).toBe("connection.id.eq('other')");
  });

  it.each([["x') or ('"], ['a"b'], ['a\\b'], ['a\nb'], ['']])('does not ask with the id %j', async (connectionId) => {
    const bank = bankOfThree();
    const listed = bank.transport.listJobs?.({ connectionId }) ?? Promise.resolve();
    expect(await thrownBy(listed)).toMatchObject({ code: 'not-found' });
    expect(bank.asked('GET /users/u1/jobs')).toHaveLength(0);
  });

  it('believes the filter for a row that names no connection yet', async () => {
    const { transport } = scriptedBasiq({ 'GET /users/u1/jobs': rows(jobs.inProgress) });
    const page = await transport.listJobs?.({ connectionId: '61723' });
    expect(page?.items).toMatchObject([{ connectionId: '61723', status: 'running' }]);
  });

  it('tells the set-up from a refresh by the date of the connection, and asks for that once', async () => {
    const bank = scriptedBasiq({
      'GET /users/u1/connections': rows({ ...connection, createdDate: '2024-09-25T00:01:00Z' }),
      'GET /users/u1/jobs': three,
    });
    await bank.transport.listJobs?.({});
    const page = await bank.transport.listJobs?.({});
    expect(page?.items.map(({ id, kind }) => [id, kind])).toEqual([
      ['c', 'refresh'],
      ['b', 'refresh'],
      ['a', 'connect'],
    ]);
    expect(bank.asked('GET /users/u1/connections')).toHaveLength(1);
  });

  it('tells the set-up from a refresh for a single job, too', async () => {
    const { transport } = scriptedBasiq({
      'GET /users/u1/connections': rows({ ...connection, createdDate: '2024-09-25T00:01:00Z' }),
      'GET /jobs/*': ({ path }) => ({
        body: jobAt('x', path.endsWith('a') ? '2024-09-25T00:00:00Z' : '2024-09-26T00:00:00Z'),
      }),
    });
    expect((await transport.getJob('a')).kind).toBe('connect');
    expect((await transport.getJob('b')).kind).toBe('refresh');
  });

  it('stands without the connections', async () => {
    const { transport } = scriptedBasiq({ 'GET /users/u1/jobs': three, 'GET /users/u1/connections': { status: 500 } });
    expect(idsOf(await transport.listJobs?.({}))).toEqual(['c', 'b', 'a']);
  });
});

describe('the transport', () => {
  it('says what it can do', async () => {
    const { transport } = scriptedBasiq();
    expect(await transport.describe?.()).toEqual({
      can: ['refresh', 'purge', 'revoke', 'listJobs', 'reveal', 'answerChallenge', 'consent'],
      revokeData: 'kept',
    });
    expect(transport).not.toHaveProperty('watch');
  });

  it('is not made with a consent page that is no page', () => {
    expect(() => createBasiq({ apiKey: 'a2V5', consentUrl: 'home' })).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
  });

  it('is not made for nobody', () => {
    expect(() => scriptedBasiq().of('')).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });
});
