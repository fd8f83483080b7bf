import { describe, expect, it } from 'vitest';
import { createBasiqSandbox, createFakeClock, describeTransport, sandboxSecrets, createSandboxBank } from '/work/main/src/testing/index';
import { createBasiq } from '/work/main/src/transports/basiq/index';
import { createSandboxTransport } from '/work/main/src/transports/sandbox/index';
describe('sandbox', () => describeTransport({ describe, it, expect }, () => {
  const clock = createFakeClock();
  const bank = createSandboxBank({ clock, users: ['a', 'b'] });
  return { users: ['a', 'b'], advance: clock.advance, secrets: (u: string) => sandboxSecrets(bank, u), transport: (userId: string) => createSandboxTransport({ bank, userId }) };
}));
describe('basiq', () => describeTransport({ describe, it, expect }, () => {
  const clock = createFakeClock();
  const bank = createBasiqSandbox({ clock, users: ['a', 'b'] });
  const basiq = createBasiq({ apiKey: bank.apiKey, fetch: (i, init) => bank.fetch(new Request(i, init)), ...{ now: clock.now } } as never);
  return { users: ['a', 'b'], advance: clock.advance, secrets: (u: string) => sandboxSecrets(bank.bank, u), transport: (userId: string) => basiq.transport(userId) };
}));
it('prints', async () => {
  const clock = createFakeClock();
  const s = createBasiqSandbox({ clock, users: ['a'] });
  const basiq = createBasiq({ apiKey: s.apiKey, fetch: (i, init) => s.fetch(new Request(i, init)) });
  const rows = (await basiq.transport('a').listConnections({})).items;
  const own = (await createSandboxTransport({ bank: s.bank }).listConnections({})).items;
  console.log(rows.map((c, i) => [c.institution.name, c.status, own[i]?.status, c.rawStatus, c.institution.health, c.method, c.lastSyncedAt, c.expiresAt, c.revokedAt ?? own[i]?.revokedAt].join(' | ')).join('\n'));
  console.log(JSON.stringify(await basiq.transport('a').getConnection(rows[0]!.id), null, 1));
  console.log(JSON.stringify(await createSandboxTransport({ bank: s.bank }).getConnection(rows[0]!.id), null, 1));
  console.log(JSON.stringify((await basiq.transport('a').listJobs!({})).items.length), JSON.stringify((await createSandboxTransport({ bank: s.bank }).listJobs!({})).items.length));
  console.log(sandboxSecrets(s.bank, 'a'));
  console.log(s.log);
});
