/** The steps that a bank will go through in one attempt to fetch data, and how long each takes. */
import type { SandboxInstitution } from './institutions';
import type { JobRecord, PlannedStep } from './job-record';
import type { Person } from './people';
import { unavailable, type Attempt } from './scenarios';

/** Milliseconds in which a job is queued and nothing has begun. */
const queued = 500;

export function planOf(
  { averageDurations }: SandboxInstitution,
  { pace = 1, fails, challenge, putOff }: Attempt,
  ledger: { person: Person; pace: number },
): Pick<JobRecord, 'delay' | 'steps'> {
  const step = (title: keyof typeof averageDurations): PlannedStep => ({
    title,
    duration: averageDurations[title] * pace * ledger.pace,
    ...(fails?.at === title && { failure: fails.with }),
  });
  const asked: readonly PlannedStep[] = challenge
    ? [
        {
          title: 'mfa-challenge',
          duration: challenge.expiryMs,
          challenge: { ...questionTo(ledger.person), ...challenge },
        },
      ]
    : [];
  const signIn = step('verify-credentials');
  const begun =
    putOff === undefined ? signIn : { ...signIn, duration: putOff + signIn.duration, putOff, waitsFor: unavailable };
  return {
    delay: queued * ledger.pace,
    steps: [begun, ...asked, step('retrieve-accounts'), step('retrieve-transactions')],
  };
}

/** The bank's own words name the phone: what an adapter must mask. */
function questionTo({ mobile }: Person) {
  return {
    method: 'token' as const,
    description: `A code has been sent by SMS to ${mobile}. Please enter it.`,
    input: [`Code sent to ${mobile}`],
  };
}
