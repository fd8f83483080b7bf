/** Whether this session may do what it asks, and the host's record of what became of it. */
import type { ProfileField } from '../core/model/connection';
import type { Capability } from '../core/transport';
import { clockOf } from './clock';
import type { AuditedOperation, AuditEvent, Denial, HandlerOptions, Session } from './handler-options';
import { refuse } from './problem';
import type { Report } from './report';
import { withinPatience, type Await } from './time-limit';

/** What is asked for, in the words of the audit. */
export interface Act {
  operation: AuditedOperation;
  connectionId?: string;
  field?: ProfileField;
}

export interface Guard {
  /** Whether the session as such has a capability. */
  has(capability: Capability): boolean;
  /** @throws ConnectionsError `forbidden` or `step-up-required`, after the denial was recorded */
  authorize(act: Act): Promise<void>;
  /**
   * Performs an act that was authorized, and records how it ended.
   * @param learn what the answer tells of the act that was not known before
   */
  audited<T>(act: Act, perform: () => Promise<T>, learn?: (result: T) => Partial<Act>): Promise<T>;
}

interface Guarded<S> {
  session: S;
  request: Request;
  report: Report;
  awaited: Await;
}

const capabilityOf = {
  refresh: 'refresh',
  purge: 'purge',
  revoke: 'revoke',
  reveal: 'reveal',
  consent: 'consent',
  'answer-challenge': 'answerChallenge',
} as const satisfies Record<AuditedOperation, Capability>;

export function createGuard<S extends Session, C>(
  options: HandlerOptions<S, C>,
  { session, request, report, awaited }: Guarded<S>,
): Guard {
  const { userId, actorId } = session;
  const clock = clockOf(options);

  async function record(act: Act, outcome: AuditEvent['outcome']): Promise<void> {
    if (!options.onAudit) return;
    const at = new Date(clock.now()).toISOString();
    const event = { ...act, userId, ...(actorId !== undefined && { actorId }), outcome, at };
    await withinPatience(clock, 'onAudit', () => options.onAudit?.(event));
  }

  /** For what has happened already: a record that fails or hangs must not make it look as if it had not. */
  async function recordIfPossible(act: Act, outcome: AuditEvent['outcome']): Promise<void> {
    await record(act, outcome).catch(report);
  }

  /** The value may not go where no record of it is. */
  function withhold(thrown: unknown): never {
    report(thrown);
    throw refuse('provider', { status: 500 });
  }

  async function denialOf(act: Act): Promise<Denial | undefined> {
    if (!has(capabilityOf[act.operation])) return 'forbidden';
    if (!options.authorize) return undefined;
    return readDecision(await awaited('authorize', () => options.authorize?.({ ...act, session, request })));
  }

  function has(capability: Capability): boolean {
    if (capability === 'reveal' && !options.authorize) return false;
    return session.can === undefined || session.can.includes(capability);
  }

  return {
    has,
    async authorize(act) {
      const denial = await denialOf(act);
      if (denial === undefined) return;
      await recordIfPossible(act, 'denied');
      throw refuse(denial);
    },
    async audited(act, perform, learn) {
      // Inside an async function, for a transport that throws at once instead of rejecting.
      const performed = (async () => perform())();
      const result = await performed.catch(async (thrown: unknown) => {
        await recordIfPossible(act, 'failed');
        throw thrown;
      });
      if (act.operation === 'reveal') await record(act, 'succeeded').catch(withhold);
      else await recordIfPossible({ ...act, ...learn?.(result) }, 'succeeded');
      return result;
    },
  };
}

/** Only `true` allows: a host without types may have forgotten to answer. */
function readDecision(decision: unknown): Denial | undefined {
  if (decision === true) return undefined;
  const deny = typeof decision === 'object' && decision !== null && 'deny' in decision ? decision.deny : undefined;
  return deny === 'step-up-required' ? 'step-up-required' : 'forbidden';
}
