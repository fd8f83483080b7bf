/** The books as facts to hand out: fresh objects, with what came out of the jobs that have ended. */
import type { BankConnection, BankConsent, BankProfile } from './bank-facts';
import { iso, outcomeAt } from './job-record';
import type { ConnectionRecord, Ledger } from './ledger';
import { accountAt } from './people';
import { createRandom } from './random';

/** Jobs of one link never overlap, so they ended in the order in which they began. Nothing comes to a link that was ended. */
export function applyEnded(ledger: Ledger, now: number): void {
  for (const job of ledger.jobs) {
    const outcome = job.applied ? undefined : outcomeAt(job, now);
    if (outcome === undefined) continue;
    job.applied = true;
    const connection = ledger.connections.get(job.connectionId);
    if (connection === undefined || connection.revoked) continue;
    if (outcome.succeeded) takeOver(connection, outcome.at);
    else connection.status = job.becomesOnFailure ?? connection.status;
  }
}

function takeOver(connection: ConnectionRecord, at: number): void {
  connection.status = 'active';
  connection.lastUsed = at;
  connection.hasData = true;
  connection.refreshes += 1;
}

export function readConnection(userId: string, record: ConnectionRecord): BankConnection {
  const { id, institutionId, status, method, created, lastUsed, expires, revoked, limitLifts } = record;
  const lastUpdated = iso(lastUsed ?? created);
  return {
    id,
    userId,
    institutionId,
    status,
    method,
    createdDate: iso(created),
    expiryDate: iso(expires),
    ...(lastUsed !== undefined && { lastUsed: iso(lastUsed) }),
    ...(revoked && { revokedDate: iso(revoked.at), revokedBy: revoked.by }),
    ...(limitLifts !== undefined && { refreshAvailableAt: iso(limitLifts) }),
    // A profile is the link's own; accounts are the user's, and stay when the link has ended.
    ...(record.hasData && !revoked && { profile: copy(record.profile) }),
    accounts: record.hasData ? record.accounts.map((account) => accountAt(account, record.refreshes, lastUpdated)) : [],
  };
}

/** A consent is the user's, for all links (Basiq): given with the first one, and good as long as the last one. */
export function readConsents(ledger: Ledger): readonly BankConsent[] {
  const given = [...ledger.connections.values()].filter(({ status }) => status !== 'pre-init');
  if (given.length === 0) return [];
  return [
    {
      id: createRandom(`consent/${ledger.userId}`).uuid(),
      created: iso(Math.min(...given.map(({ created }) => created))),
      expiryDate: iso(Math.max(...given.map(({ expires }) => expires))),
    },
  ];
}

/** The jsdom of Jest has no `structuredClone`. */
function copy(profile: BankProfile): BankProfile {
  return JSON.parse(JSON.stringify(profile)) as BankProfile;
}
