/** What a transport promises of its reads. */
import { findActive, findInactive, listAll, readAll } from './bank';
import type { Checks } from './checks';

export function describeReads({ describe, check, expect, expectThat }: Checks): void {
  describe('the list of connections', () => {
    check('has each connection once', [], async ({ mine }) => {
      const ids = (await listAll(mine)).map(({ id }) => id);
      expectThat('the list has three connections or more', ids.length > 2);
      expect(new Set(ids).size).toBe(ids.length);
    });

    check('is narrowed by status', [], async ({ mine }) => {
      const connections = await listAll(mine);
      for (const asked of [await findActive(mine), await findInactive(mine)]) {
        const listed = await readAll((cursor) => mine.listConnections({ ...cursor, status: asked.status }));
        expect(listed).toEqual(connections.filter(({ status }) => status === asked.status));
      }
    });

    check('is narrowed by a part of the name', [], async ({ mine }) => {
      const connections = await listAll(mine);
      const { institution } = await findActive(mine);
      const text = institution.name.slice(1).toUpperCase();
      const named = await readAll((cursor) => mine.listConnections({ ...cursor, text }));
      expect(named.map(({ id }) => id)).toEqual(
        connections.filter(({ institution: { name } }) => name.toUpperCase().includes(text)).map(({ id }) => id),
      );
      expect((await mine.listConnections({ text: 'no bank has this name' })).items).toEqual([]);
    });

    check('is narrowed by status and name at once', [], async ({ mine }) => {
      const active = await findActive(mine);
      const inactive = await findInactive(mine);
      const ask = async (text: string) =>
        (await readAll((cursor) => mine.listConnections({ ...cursor, status: active.status, text }))).map(
          ({ id }) => id,
        );
      expect(await ask(active.institution.name)).toContain(active.id);
      expect(await ask(inactive.institution.name)).not.toContain(inactive.id);
      expect(await ask('no bank has this name')).toEqual([]);
    });
  });

  describe('one connection', () => {
    check('has the facts of the list, its profile and its accounts', [], async ({ mine }) => {
      const listed = await findActive(mine);
      const { profile, accounts, consent: _consent, ...facts } = await mine.getConnection(listed.id);
      expect(facts).toEqual(listed);
      expectThat('the profile has fields', Object.keys(profile ?? {}).length > 0);
      expectThat('the connection has accounts', accounts.length > 0);
    });

    check('has each account once', [], async ({ mine }) => {
      for (const { id } of await listAll(mine)) {
        const { accounts } = await mine.getConnection(id);
        expect(new Set(accounts.map((account) => account.id)).size).toBe(accounts.length);
      }
    });
  });

  describe('an institution without a name', () => {
    check('is shown by its id', ['nameless'], async ({ mine, special }) => {
      const listed = (await listAll(mine)).find(({ id }) => id === special.nameless);
      for (const connection of [listed, await mine.getConnection(special.nameless)])
        expect(connection?.institution.name).toBe(connection?.institution.id);
    });
  });

  describe('a status that nobody knows', () => {
    check("is shown as unknown, with the provider's word for it", ['unknown'], async ({ mine, special }) => {
      const listed = (await listAll(mine)).find(({ id }) => id === special.unknown);
      const { status, rawStatus } = await mine.getConnection(special.unknown);
      expect([listed?.status, status, typeof rawStatus]).toEqual(['unknown', 'unknown', 'string']);
    });
  });

  describe('a row that nobody can read', () => {
    check('costs no other connection', ['spoil'], async ({ mine, spoil }) => {
      const before = await listAll(mine);
      await spoil();
      const ids = new Set(before.map(({ id }) => id));
      expect((await listAll(mine)).filter(({ id }) => ids.has(id))).toEqual(before);
    });

    check('costs no account', ['spoil'], async ({ mine, spoil }) => {
      const { id } = await findActive(mine);
      const before = await mine.getConnection(id);
      await spoil();
      const after = await mine.getConnection(id);
      const ids = new Set(before.accounts.map((account) => account.id));
      expect(after.accounts.filter((account) => ids.has(account.id))).toEqual(before.accounts);
      expect(after.profile).toEqual(before.profile);
    });

    check('costs no job', ['spoil', 'listJobs', 'refresh'], async ({ mine, spoil }) => {
      const { id } = await findActive(mine);
      const job = await mine.refreshConnection(id);
      const before = await mine.listJobs({ connectionId: id });
      await spoil();
      const ids = new Set([job.id, ...before.items.map((one) => one.id)]);
      const after = await mine.listJobs({ connectionId: id });
      expect(after.items.filter((one) => ids.has(one.id))).toEqual(before.items);
    });
  });
}
