import { describe, expect, it } from 'vitest';
import { scriptedBasiq, thrownBy } from './scripted-basiq';
import { account, connection, connector, consents, jobs, secrets } from './wire-examples';

const rows = (...data: readonly unknown[]) => ({ body: { type: 'list', data } });
const banks = [
  { ...connector, id: 'A', institution: { name: 'Alpha Bank', shortName: 'ALF' } },
  { ...connector, id: 'B', institution: { name: 'Beta Union' } },
];
const many = ['A', 'B', 'A', 'B', 'A'].map((institution, index) => ({
  ...connection,
  id: `c${index}`,
  institution: { id: institution },
  status: index === 3 ? 'invalid' : 'active',
}));

function manyConnections() {
  return scriptedBasiq({ 'GET /connectors': rows(...banks), 'GET /users/u1/connections': rows(...many) }).transport;
}

const idsOf = (page: { items: readonly { id: string }[] }) => page.items.map(({ id }) => id);

describe('the list of connections', () => {
  it('is searched by status and by part of a name', async () => {
    const transport = manyConnections();
    expect(idsOf(await transport.listConnections({ status: 'invalid' }))).toEqual(['c3']);
    expect(idsOf(await transport.listConnections({ text: ' union' }))).toEqual(['c1', 'c3']);
    expect(idsOf(await transport.listConnections({ text: 'alf', status: 'active' }))).toEqual(['c0', 'c2', 'c4']);
  });

  it('is paged to its end', async () => {
    const transport = manyConnections();
    const first = await transport.listConnections({ limit: 2 });
    const second = await transport.listConnections({ limit: 2, ...cursorOf(first) });
    const third = await transport.listConnections({ limit: 2, ...cursorOf(second) });
    expect([first, second, third].map(idsOf)).toEqual([['c0', 'c1'], ['c2', 'c3'], ['c4']]);
    expect(third).not.toHaveProperty('nextCursor');
  });

  it('goes on where the row of the cursor is gone', async () => {
    const transport = manyConnections();
    expect(idsOf(await transport.listConnections({ limit: 9, cursor: '2:gone' }))).toEqual(['c2', 'c3', 'c4']);
    expect(idsOf(await transport.listConnections({ cursor: '999:gone' }))).toEqual([]);
  });

  it.each([[{ cursor: 'nonsense' }], [{ limit: 0 }], [{ limit: -1 }], [{ limit: 1.5 }], [{ limit: NaN }]])(
    'cannot be asked for with %j',
    async (query) => {
      expect(await thrownBy(manyConnections().listConnections(query))).toMatchObject({ code: 'invalid-request' });
    },
  );

  it('loses a broken row and a second row of the same id, and nothing else', async () => {
    const data = [null, 7, { status: 'active' }, connection, { ...connection, status: 'invalid' }, { id: 'x' }];
    const { transport } = scriptedBasiq({ 'GET /users/u1/connections': rows(...data) });
    const { items } = await transport.listConnections({});
    expect(items.map(({ id, status }) => [id, status])).toEqual([
      ['61723', 'active'],
      ['x', 'unknown'],
    ]);
  });

  it.each([['[]'], ['"text"'], ['null'], ['{"data":'], ['<html></html>']])('refuses the answer %s', async (body) => {
    const { transport } = scriptedBasiq({ 'GET /users/u1/connections': { body } });
    expect(await thrownBy(transport.listConnections({}))).toMatchObject({ code: 'bad-response' });
  });
});

describe('a connection that could not be set up', () => {
  const { lastUsed: _never, ...unused } = { ...connection, status: 'invalid' };

  it('failed when its last job did and it was never used', async () => {
    const { transport } = scriptedBasiq({
      'GET /users/u1/connections': rows(unused),
      'GET /users/u1/jobs': rows({ ...jobs.failed, links: { source: '/users/u1/connections/61723' } }),
    });
    expect((await transport.listConnections({})).items[0]?.status).toBe('failed');
  });

  it('is told from one that worked before and failed since', async () => {
    const { transport } = scriptedBasiq({
      'GET /users/u1/connections': rows(unused, { ...connection, id: 'old', status: 'invalid' }),
      'GET /users/u1/jobs': rows(
        { ...jobs.failed, links: { source: '/users/u1/connections/61723' } },
        { ...jobs.failed, id: 'other', links: { source: '/users/u1/connections/old' } },
      ),
    });
    const { items } = await transport.listConnections({});
    expect(items.map(({ status }) => status)).toEqual(['failed', 'invalid']);
  });

  it('stays failed while a later attempt is on, and is what Basiq says once that succeeded', async () => {
    const links = { source: '/users/u1/connections/61723' };
    const withAttempt = (attempt: object) =>
      scriptedBasiq({
        'GET /users/u1/connections': rows(unused),
        'GET /users/u1/jobs': rows(
          { ...jobs.failed, links },
          { ...attempt, id: 'later', created: '2024-09-25T05:00:00Z', links },
        ),
      }).transport;
    expect((await withAttempt(jobs.inProgress).listConnections({})).items[0]?.status).toBe('failed');
    expect((await withAttempt(jobs.succeeded).listConnections({})).items[0]?.status).toBe('invalid');
  });

  it('is what Basiq says while the jobs cannot be read', async () => {
    const { transport } = scriptedBasiq({
      'GET /users/u1/connections': rows(unused),
      'GET /users/u1/jobs': { status: 500 },
    });
    expect((await transport.listConnections({})).items[0]?.status).toBe('invalid');
  });

  it('costs a read of the jobs only where one was never used', async () => {
    const bank = scriptedBasiq({ 'GET /users/u1/connections': rows({ ...connection, status: 'invalid' }) });
    await bank.transport.listConnections({});
    expect(bank.asked('GET /users/u1/jobs')).toHaveLength(0);
  });
});

describe('a connection', () => {
  it('shows its profile, the accounts read through the user, and the consent', async () => {
    const bank = scriptedBasiq({
      'GET /users/u1/accounts': rows(account, { ...account, id: 'elsewhere', connection: 'other' }, null),
      'GET /users/u1/consents': rows(...consents),
    });
    const detail = await bank.transport.getConnection('61723');
    expect(detail).toMatchObject({
      profile: { fullName: 'G••• B•••' },
      accounts: [{ id: '319ae910', number: '••• 695' }],
      consent: { purpose: 'Share your financial data' },
      institution: { name: 'Hooli Bank' },
    });
    expect(detail.accounts).toHaveLength(1);
    expect(bank.asked('GET /users/u1/accounts')[0]?.query.get('filter')).toBe("connection.id.eq('61723')");
    for (const secret of secrets) expect(JSON.stringify(detail)).not.toContain(secret);
  });

  it('stands without consents and connectors, and with its own list of accounts', async () => {
    const { transport } = scriptedBasiq({
      'GET /connectors': { status: 500 },
      'GET /users/u1/connections/61723': { body: { ...connection, accounts: { type: 'list', data: [account] } } },
      'GET /users/u1/accounts': { status: 503 },
      'GET /users/u1/consents': { status: 403 },
    });
    const detail = await transport.getConnection('61723');
    expect(detail.accounts).toMatchObject([{ id: '319ae910' }]);
    expect(detail).not.toHaveProperty('consent');
  });

  it.each([[''], ['.'], ['..'], ['no/such'], ["a') or connection.id.ne('b"], ['\ud800']])(
    'with the id %j is not there, and asks for nothing else',
    async (connectionId) => {
      const bank = scriptedBasiq();
      expect(await thrownBy(bank.transport.getConnection(connectionId))).toMatchObject({ code: 'not-found' });
      expect(bank.requests.every(({ query }) => !query.get('filter')?.includes(' or '))).toBe(true);
      expect(bank.requests.every(({ path }) => path.split('/').length <= 5)).toBe(true);
    },
  );

  it('reveals one field of its profile raw', async () => {
    const { transport } = scriptedBasiq();
    expect(await transport.revealProfile?.('61723', 'emailAddresses')).toEqual(['gavin@hooli.com']);
    expect(await transport.revealProfile?.('61723', 'fullName')).toEqual(['Gavin Belson']);
  });

  it('reveals no field that is none', async () => {
    const { transport } = scriptedBasiq();
    const revealed = transport.revealProfile?.('61723', 'constructor' as 'fullName');
    expect(await thrownBy(revealed ?? Promise.resolve())).toMatchObject({ code: 'invalid-request' });
  });

  it('is not read on for a caller who has left', async () => {
    const controller = new AbortController();
    const { transport } = scriptedBasiq({
      'GET /users/u1/consents': () => {
        controller.abort();
        return { body: { data: [] } };
      },
    });
    const error = await thrownBy(transport.getConnection('61723', { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'aborted' });
  });
});

function cursorOf(page: { nextCursor?: string }): { cursor?: string } {
  return page.nextCursor === undefined ? {} : { cursor: page.nextCursor };
}
