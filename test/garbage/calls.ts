/** Each thing that can be asked of a transport, and what its answer must be. */
import type { ProfileField } from '../../src/core/model/connection';
import type { Transport } from '../../src/core/transport';
import { expectNeutral, expectOurError, type Kind } from './expect-neutral';

export interface Call {
  ask(transport: Transport, id: string): Promise<unknown> | undefined;
  /** Where the answer is more than a neutral thing: a reveal is raw, a consent's URL a credential. */
  is: Kind | 'revealed' | 'consent';
}

const fields: readonly ProfileField[] = ['fullName', 'phoneNumbers', 'emailAddresses', 'physicalAddresses'];

export const calls: readonly Call[] = [
  { is: 'connections', ask: (transport) => transport.listConnections({}) },
  { is: 'connections', ask: (transport) => transport.listConnections({ limit: 1, status: 'active', text: 'hoo' }) },
  { is: 'detail', ask: (transport, id) => transport.getConnection(id) },
  { is: 'detail', ask: (transport, id) => transport.getConnection(id) },
  { is: 'job', ask: (transport, id) => transport.getJob(id) },
  { is: 'jobs', ask: (transport) => transport.listJobs?.({}) },
  { is: 'jobs', ask: (transport, id) => transport.listJobs?.({ connectionId: id, limit: 1 }) },
  { is: 'job', ask: (transport, id) => transport.refreshConnection?.(id, { idempotencyKey: 'k', runId: 'r' }) },
  { is: 'job', ask: (transport, id) => transport.purgeConnection?.(id) },
  { is: 'job', ask: (transport, id) => transport.revokeConnection?.(id) },
  { is: 'job', ask: (transport, id) => transport.answerChallenge?.(id, ['1234']) },
  { is: 'consent', ask: (transport, id) => transport.startConsent?.({ purpose: 'reauthorize', connectionId: id }) },
  ...fields.map((field): Call => ({ is: 'revealed', ask: (transport, id) => transport.revealProfile?.(id, field) })),
];

/** Of connections and jobs alike; most are the ones that the answers are about. */
export const hostileIds: readonly string[] = [
  ...Array.from({ length: 12 }, () => 'c1'),
  ...Array.from({ length: 6 }, () => 'j1'),
  '/',
  '..',
  '.',
  '%2e%2e%2f',
  'a/../../users/u2/connections/c9',
  'c1?filter=1',
  'c1#x',
  "c1') or id.ne('",
  '💸',
  '\ud800',
  '\u0000',
  ' ',
  '',
  '__proto__',
  'constructor',
  'x'.repeat(10_240),
];

/** Asks, and throws for an outcome that is neither a neutral answer nor one of our errors. */
export async function expectCall({ ask, is }: Call, transport: Transport, id: string): Promise<void> {
  let answer: unknown;
  try {
    answer = await ask(transport, id);
  } catch (thrown) {
    expectOurError(thrown);
    return;
  }
  if (is === 'revealed') {
    if (!Array.isArray(answer) || !answer.every((value) => typeof value === 'string')) throw new Error('No texts.');
  } else if (is === 'consent') {
    const url = Reflect.get(answer ?? {}, 'url') as unknown;
    if (typeof url !== 'string' || !url.startsWith('https://consent.basiq.io/home?'))
      throw new Error('No consent page.');
  } else {
    expectNeutral(is, answer);
  }
}
