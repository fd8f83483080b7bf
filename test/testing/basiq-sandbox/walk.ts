/** Everything that a transport can be asked, at a bank that plays all scenarios at once: what each call answered, in order. */
import { isConnectionsError } from '../../../src/core/model/errors';
import { profileFields } from '../../../src/core/model/connection';
import type { Transport } from '../../../src/core/transport';
import { createBasiqSandbox, createFakeClock, type BasiqSandboxOptions } from '../../../src/testing';
import { sandboxCode, sandboxScenarios } from '../../../src/transports/sandbox/scenarios';
import { createBasiq } from '../../../src/transports/basiq';

/** One call and its outcome: what it answered, or the error's code and failure. */
export interface Fact {
  call: string;
  outcome: unknown;
}

export interface Exchange {
  request: Request;
  response: Response;
}

const user = 'user-one';
export const walkOrigin = 'https://basiq.example';

export interface Walk {
  facts: readonly Fact[];
  exchanges: readonly Exchange[];
}

/** The Basiq transport on the sandbox, without a socket; every request and response is kept. */
export async function walkBasiq(options: Pick<BasiqSandboxOptions, 'variants'> = {}): Promise<Walk> {
  const clock = createFakeClock();
  const sandbox = createBasiqSandbox({ clock, users: [user], ...options });
  const exchanges: Exchange[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const kept = request.clone();
    const response = await sandbox.fetch(request);
    exchanges.push({ request: kept, response: response.clone() });
    return response;
  };
  const server = () => createBasiq({ apiKey: sandbox.apiKey, baseUrl: walkOrigin, fetch, clock }).transport(user);
  const { advance } = clock;
  const facts = await walk({ transport: server(), elsewhere: server(), advance, expireTokens: sandbox.expireTokens });
  return { facts, exchanges };
}

interface Surroundings {
  transport: Transport;
  /** Of another server, which started no job. */
  elsewhere: Transport;
  advance(milliseconds: number): Promise<void>;
  expireTokens(): void;
}

async function walk({ transport, elsewhere, advance, expireTokens }: Surroundings): Promise<readonly Fact[]> {
  const facts: Fact[] = [];

  async function ask<T>(call: string, asked: Promise<T> | undefined): Promise<T | undefined> {
    try {
      const answer = await asked;
      facts.push({ call, outcome: withoutRandomId(answer) });
      return answer;
    } catch (thrown) {
      if (!isConnectionsError(thrown)) throw thrown;
      facts.push({ call, outcome: { code: thrown.code, failure: thrown.failure } });
      return undefined;
    }
  }

  async function lookAround(when: string): Promise<void> {
    await ask(`the connections ${when}`, transport.listConnections({}));
    await ask(`the jobs ${when}`, transport.listJobs?.({}));
    await ask(`the jobs ${when}, elsewhere`, elsewhere.listJobs?.({}));
  }

  const links = await ask('the connections', transport.listConnections({}));
  const connections = links?.items ?? [];
  if (connections.length !== sandboxScenarios.length) throw new Error('Not every scenario is played.');
  const started = await ask('the jobs', transport.listJobs?.({}));
  for (const job of started?.items ?? []) await ask(`the job ${job.id}`, transport.getJob(job.id));

  const refreshes: { name: string; id: string; jobId: string }[] = [];
  for (const { id, institution } of connections) {
    const { name } = institution;
    await ask(`the detail of ${name}`, transport.getConnection(id));
    await ask(`the jobs of ${name}`, transport.listJobs?.({ connectionId: id }));
    for (const field of profileFields) await ask(`the ${field} of ${name}`, transport.revealProfile?.(id, field));
    await ask(`a page to mend ${name}`, transport.startConsent?.({ purpose: 'reauthorize', connectionId: id }));
    const job = await ask(`a refresh of ${name}`, transport.refreshConnection?.(id, { runId: `run of ${name}` }));
    await ask(`the same refresh of ${name} again`, transport.refreshConnection?.(id));
    if (job !== undefined) refreshes.push({ name, id, jobId: job.id });
  }

  for (const seconds of [1, 2, 2]) {
    await advance(seconds * 1_000);
    for (const { name, jobId } of refreshes) {
      await ask(`the refresh of ${name} on its way`, transport.getJob(jobId));
      await ask(`the refresh of ${name} on its way, elsewhere`, elsewhere.getJob(jobId));
    }
    await lookAround('on the way');
  }
  for (const { name, jobId } of refreshes) {
    await ask(`a wrong answer at ${name}`, transport.answerChallenge?.(jobId, ['0']));
    await ask(`an answer at ${name}`, transport.answerChallenge?.(jobId, [sandboxCode]));
  }
  await advance(60_000);
  expireTokens();
  for (const { name, jobId } of refreshes) await ask(`the refresh of ${name} at its end`, transport.getJob(jobId));
  await lookAround('after the refreshes');

  for (const { id, institution } of connections) {
    const { name } = institution;
    await ask(`a purge of ${name}`, transport.purgeConnection?.(id));
    await ask(`the detail of ${name} after the purge`, transport.getConnection(id));
    await ask(`a refresh of ${name} after the purge`, transport.refreshConnection?.(id));
  }
  await advance(60_000);
  await lookAround('after the second refreshes');

  for (const { id, institution } of connections) {
    const { name } = institution;
    await ask(`a revoke of ${name}`, transport.revokeConnection?.(id));
    await ask(`the detail of ${name} after the revoke`, transport.getConnection(id));
  }
  await ask('a job that nobody has', transport.getJob('nobody-has-it'));
  await lookAround('at the end');
  return facts;
}

/** What the kit records itself has a random id. */
function withoutRandomId(answer: unknown): unknown {
  const isKits = typeof answer === 'object' && answer !== null && Reflect.get(answer, 'recordedBy') === 'kit';
  return isKits ? { ...answer, id: 'of the kit' } : answer;
}
