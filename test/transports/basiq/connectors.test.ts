import { describe, expect, it } from 'vitest';
import { scriptedBasiq } from './scripted-basiq';
import { connection, connector } from './wire-examples';

const minute = 60_000;

async function nameIn(bank: ReturnType<typeof scriptedBasiq>): Promise<string | undefined> {
  return (await bank.transport.listConnections({})).items[0]?.institution.name;
}

describe('the connectors', () => {
  it('name the institution of a connection, and are asked for once by everybody', async () => {
    const bank = scriptedBasiq();
    expect(await Promise.all([nameIn(bank), nameIn(bank)])).toEqual(['Hooli Bank', 'Hooli Bank']);
    bank.advance(9 * minute);
    await nameIn(bank);
    expect(bank.asked('GET /connectors')).toHaveLength(1);
  });

  it('are asked for again after ten minutes', async () => {
    const bank = scriptedBasiq();
    await nameIn(bank);
    bank.advance(11 * minute);
    await nameIn(bank);
    expect(bank.asked('GET /connectors')).toHaveLength(2);
  });

  it('are read for the method of the connection', async () => {
    const data = [
      { ...connector, method: 'web', status: 'operational' },
      { ...connector, method: 'openbanking', status: 'major-outage' },
    ];
    const bank = scriptedBasiq({ 'GET /connectors': { body: { data } } });
    const { items } = await bank.transport.listConnections({});
    expect(items[0]).toMatchObject({ method: 'open-banking', institution: { health: 'outage' } });
  });

  it.each([[{ status: 500 }], [{ body: '<html>' }], [{ body: [] }], [{ body: { data: [null, 7, { id: null }] } }]])(
    'that cannot be had (%j) leave the list with ids for names',
    async (answer) => {
      const bank = scriptedBasiq({ 'GET /connectors': answer });
      const { items } = await bank.transport.listConnections({});
      expect(items).toMatchObject([{ id: '61723', status: 'active', institution: { id: 'AU00000', name: 'AU00000' } }]);
    },
  );

  it('are not asked for with every list while they cannot be had, but after a minute', async () => {
    let works = false;
    const bank = scriptedBasiq({
      'GET /connectors': () => (works ? { body: { data: [connector] } } : { status: 503 }),
    });
    await nameIn(bank);
    await nameIn(bank);
    expect(bank.asked('GET /connectors')).toHaveLength(1);
    works = true;
    bank.advance(minute);
    expect(await nameIn(bank)).toBe('Hooli Bank');
  });

  it('are kept when their renewal fails', async () => {
    let works = true;
    const bank = scriptedBasiq({
      'GET /connectors': () => (works ? { body: { data: [connector] } } : { status: 503 }),
    });
    await nameIn(bank);
    works = false;
    bank.advance(11 * minute);
    expect(await nameIn(bank)).toBe('Hooli Bank');
  });

  it('cost no other row when one of them is broken', async () => {
    const data = [{ id: 'AU00000', institution: 'none', stats: [], authorization: 3, status: {} }, connector];
    const bank = scriptedBasiq({
      'GET /connectors': { body: { data } },
      'GET /users/u1/connections': { body: { data: [{ ...connection, method: 'web' }] } },
    });
    expect(await nameIn(bank)).toBe('Hooli Bank');
  });
});
