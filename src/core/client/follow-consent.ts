/** The round trip to the bank's consent page: a state goes out with it and must come back. */
import { createConnectionsError, toConnectionsError } from '../model/errors';
import type { Job } from '../model/job';
import type { ConsentRequest, ConsentStart } from '../transport';
import type { GestureOptions } from './client';
import type { Environment } from './environment';
import type { Intake } from './intake';
import { consentNameOf } from './names';
import type { Requests } from './requests';

interface Options {
  requests: Requests;
  intake: Intake;
  storage: Environment['storage'];
  /** Without a scope the state is kept in memory only, and a return after a reload is not checked against it. */
  scope: string | undefined;
  createId(): string;
  /** Whether nobody has logged out elsewhere: what is kept is another person's then. */
  isCurrent(): boolean;
}

export interface Consent {
  start(request: ConsentRequest, options?: GestureOptions): Promise<ConsentStart>;
  finish(url: string): Promise<readonly Job[]>;
  reset(): void;
}

export function createConsent({ requests, intake, storage, scope, createId, isCurrent }: Options): Consent {
  const key = scope === undefined ? undefined : consentNameOf(scope);
  let expected: string | null = null;
  const finished = new Map<string, Promise<readonly Job[]>>();

  async function finish(url: string): Promise<readonly Job[]> {
    const parameters = parametersOf(url);
    const state = expected ?? (key === undefined ? null : (storage?.getItem(key) ?? null));
    if (state !== null && parameters.get('state') !== state) throw createConnectionsError('invalid-request');
    const ids = [...parameters.getAll('jobId'), ...parameters.getAll('jobIds').flatMap((list) => list.split(','))];
    const jobs = await Promise.all([...new Set(ids.filter(Boolean))].map(readJob));
    expected = null;
    if (key !== undefined) storage?.removeItem(key);
    return intake.putJobs(jobs.filter((job) => job !== undefined));
  }

  /** A full or forbidden storage costs the check after a reload, not the consent. */
  function keep(state: string): void {
    try {
      if (key !== undefined && isCurrent()) storage?.setItem(key, state);
    } catch {}
  }

  /** One that the provider does not know (yet, or for this person) does not cost the others theirs. */
  async function readJob(id: string): Promise<Job | undefined> {
    try {
      return await requests.send((transport, signal) => transport.getJob(id, { signal }));
    } catch (thrown) {
      if (toConnectionsError(thrown).code === 'not-found') return undefined;
      throw thrown;
    }
  }

  return {
    async start(request, gesture) {
      const state = request.state ?? createId();
      const answer = await requests.send((transport, signal) => {
        if (!transport.startConsent) throw createConnectionsError('not-supported');
        return transport.startConsent({ ...request, state }, { signal });
      }, gesture);
      expected = state;
      keep(state);
      return answer;
    },
    finish(url) {
      const before = finished.get(url);
      if (before) return before;
      const jobs = finish(url);
      finished.set(url, jobs);
      jobs.catch(() => finished.delete(url));
      return jobs;
    },
    reset() {
      expected = null;
      finished.clear();
    },
  };
}

function parametersOf(url: string): URLSearchParams {
  try {
    return new URL(url, 'https://return.invalid').searchParams;
  } catch {
    throw createConnectionsError('invalid-request');
  }
}
