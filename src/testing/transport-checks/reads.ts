/** What a transport promises of its reads. */
import { isConnectionStatus } from '../../core/model/lifecycle';
import { capabilitiesOf, readDescription } from '../../core/transport';
import { findActive, listAll, readAll, type Checks } from './bank';

/** None of them belongs to anything; each could lead a careless path to another resource. */
const unknownIds = ['unknown', '..', '.', 'a/b', '../users', '?id=1', '#', '%2e%2e', '%', '💣', '__proto__'];

export function describeReads({ describe, check, expect, refusalOf }: Checks): void {
  describe('reads', () => {
    check('describe no more than the methods can do', async ({ mine }) => {
      const { can, revokeData } = (await mine.describe?.()) ?? (await readDescription(mine));
      expect(can.every((capability) => capabilitiesOf(mine).includes(capability))).toBe(true);
      expect(['kept', 'deleted', 'unknown']).toContain(revokeData);
    });

    check('list connections with their institution and a known status', async ({ mine }) => {
      const connections = await listAll(mine);
      expect(connections.length).toBeGreaterThan(1);
      expect(new Set(connections.map(({ id }) => id)).size).toBe(connections.length);
      for (const { id, institution, status } of connections) {
        expect(id).not.toBe('');
        expect(institution.name).not.toBe('');
        expect(isConnectionStatus(status)).toBe(true);
      }
    });

    check('list the same connections page by page', async ({ mine }) => {
      const connections = await listAll(mine);
      const limit = Math.ceil(connections.length / 4);
      const paged = await readAll((cursor) => mine.listConnections({ ...cursor, limit }));
      expect(paged.map(({ id }) => id)).toEqual(connections.map(({ id }) => id));
      expect((await mine.listConnections({ limit: 1 })).items.length).toBe(1);
    });

    check('narrow the list by status and by a part of the name', async ({ mine }) => {
      const connections = await listAll(mine);
      const { institution } = await findActive(mine);
      const active = await readAll((cursor) => mine.listConnections({ ...cursor, status: 'active' }));
      expect(active).toEqual(connections.filter(({ status }) => status === 'active'));
      const text = institution.name.slice(1).toUpperCase();
      const named = await readAll((cursor) => mine.listConnections({ ...cursor, text }));
      expect(named.map(({ id }) => id)).toEqual(
        connections.filter(({ institution: { name } }) => name.toUpperCase().includes(text)).map(({ id }) => id),
      );
      expect((await mine.listConnections({ text: 'no bank has this name' })).items).toEqual([]);
    });

    check('give one connection with the facts of the list, its profile and its accounts', async ({ mine }) => {
      const listed = await findActive(mine);
      const { profile, accounts, ...facts } = await mine.getConnection(listed.id);
      expect({ id: facts.id, status: facts.status, institution: facts.institution }).toEqual({
        id: listed.id,
        status: listed.status,
        institution: listed.institution,
      });
      expect(Object.keys(profile ?? {}).length).toBeGreaterThan(0);
      expect(accounts.length).toBeGreaterThan(0);
    });

    check('find nothing under an unknown id', async ({ mine }) => {
      for (const id of unknownIds) {
        expect([id, (await refusalOf(mine.getConnection(id))).code]).toEqual([id, 'not-found']);
        expect([id, (await refusalOf(mine.getJob(id))).code]).toEqual([id, 'not-found']);
      }
    });

    check('end at once when the signal is aborted', async ({ mine }) => {
      const { id } = await findActive(mine);
      const options = { signal: AbortSignal.abort() };
      expect((await refusalOf(mine.listConnections({}, options))).code).toBe('aborted');
      expect((await refusalOf(mine.getConnection(id, options))).code).toBe('aborted');
      expect((await refusalOf(mine.getJob('any', options))).code).toBe('aborted');
      if (mine.listJobs) expect((await refusalOf(mine.listJobs({}, options))).code).toBe('aborted');
    });
  });
}
