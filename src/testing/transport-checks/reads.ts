/** What a transport promises of its reads. */
import { isConnectionStatus } from '../../core/model/lifecycle';
import { capabilitiesOf, readDescription } from '../../core/transport';
import { findActive, findInactive, listAll, readAll, refreshTwice } from './bank';
import type { Checks } from './checks';
import { isMoney, notPlain, notTimes } from './plain';

/** None of them belongs to anything; each could lead a careless path to another resource. */
const unknownIds = ['unknown', '..', '.', 'a/b', '../users', '?id=1', '#', '%2e%2e', '%', '💣', '__proto__'];

export function describeReads({ describe, check, expect, refusalOf, expectRefusal }: Checks): void {
  describe('reads', () => {
    check('describe no more than the methods can do', async ({ transport, users: [me] }) => {
      const mine = transport(me);
      const { can, revokeData } = (await mine.describe?.()) ?? (await readDescription(mine));
      expect(can.filter((capability) => !capabilitiesOf(mine).includes(capability))).toEqual([]);
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

    check('name no address but such as a page may load or open', async ({ mine }) => {
      for (const { institution } of await listAll(mine)) {
        const { logoUrl = 'https:', recoveryUrl = 'https:' } = institution;
        expect([/^(https:|data:image\/)/i.test(logoUrl), /^https:/i.test(recoveryUrl)]).toEqual([true, true]);
      }
    });

    check('narrow the list by status', async ({ mine }) => {
      const connections = await listAll(mine);
      for (const asked of [await findActive(mine), await findInactive(mine)]) {
        const listed = await readAll((cursor) => mine.listConnections({ ...cursor, status: asked.status }));
        expect(listed).toEqual(connections.filter(({ status }) => status === asked.status));
      }
    });

    check('narrow the list by a part of the name', async ({ mine }) => {
      const connections = await listAll(mine);
      const { institution } = await findActive(mine);
      const text = institution.name.slice(1).toUpperCase();
      const named = await readAll((cursor) => mine.listConnections({ ...cursor, text }));
      expect(named.map(({ id }) => id)).toEqual(
        connections.filter(({ institution: { name } }) => name.toUpperCase().includes(text)).map(({ id }) => id),
      );
      expect((await mine.listConnections({ text: 'no bank has this name' })).items).toEqual([]);
    });

    check('give one connection with the facts of the list, its profile and its accounts', async ({ mine }) => {
      const listed = await findActive(mine);
      const { profile, accounts, consent: _consent, ...facts } = await mine.getConnection(listed.id);
      expect(facts).toEqual(listed);
      expect(Object.keys(profile ?? {}).length).toBeGreaterThan(0);
      expect(accounts.length).toBeGreaterThan(0);
    });

    check('say whether an account is open to reading, and money as the bank sent it', async ({ mine }) => {
      const { accounts } = await mine.getConnection((await findActive(mine)).id);
      for (const { available, balance = '0', availableFunds = '0' } of accounts) {
        expect([typeof available, isMoney(balance), isMoney(availableFunds)]).toEqual(['boolean', true, true]);
      }
    });

    check('find nothing under an unknown id', async ({ mine }) => {
      for (const id of unknownIds) {
        expect([id, (await refusalOf(mine.getConnection(id))).code]).toEqual([id, 'not-found']);
        expect([id, (await refusalOf(mine.getJob(id))).code]).toEqual([id, 'not-found']);
      }
    });

    check('end at once when the signal is aborted already', async ({ mine }) => {
      const { id } = await findActive(mine);
      const options = { signal: AbortSignal.abort() };
      await expectRefusal(mine.listConnections({}, options), 'aborted');
      await expectRefusal(mine.getConnection(id, options), 'aborted');
      await expectRefusal(mine.getJob('any', options), 'aborted');
      await expectRefusal(mine.listJobs?.({}, options), 'aborted');
    });

    check('end when the signal is aborted while they are under way', async ({ mine }) => {
      const { id } = await findActive(mine);
      const leave = (ask: (options: { signal: AbortSignal }) => Promise<unknown> | undefined) => {
        const controller = new AbortController();
        const call = ask({ signal: controller.signal });
        controller.abort();
        return call;
      };
      await expectRefusal(
        leave((options) => mine.listConnections({}, options)),
        'aborted',
      );
      await expectRefusal(
        leave((options) => mine.getConnection(id, options)),
        'aborted',
      );
      await expectRefusal(
        leave((options) => mine.listJobs?.({}, options)),
        'aborted',
      );
    });
  });

  describe('every answer', () => {
    check('is plain data that JSON gives back unchanged', async (bank) => {
      expect((await answersOf(bank)).flatMap((answer) => notPlain(answer))).toEqual([]);
    });

    check('has its times in ISO 8601', async (bank) => {
      expect((await answersOf(bank)).flatMap((answer) => notTimes(answer))).toEqual([]);
    });
  });
}

async function answersOf({ mine, advance, transport, users }: Parameters<Parameters<Checks['check']>[1]>[0]) {
  const { id } = await findActive(mine);
  await refreshTwice({ advance }, mine);
  return [
    await readDescription(transport(users[0])),
    await mine.listConnections({}),
    await mine.getConnection(id),
    (await mine.listJobs?.({})) ?? null,
    (await mine.refreshConnection?.(id)) ?? null,
    (await mine.purgeConnection?.(id)) ?? null,
    await mine.getConnection(id),
    (await mine.revokeConnection?.(id)) ?? null,
  ];
}
