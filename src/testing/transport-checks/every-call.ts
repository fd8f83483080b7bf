/** What a transport promises of each of its calls alike: what is nobody's or another's is not there, and who has left gets no answer. */
import type { Transport } from '../../core/transport';
import { findActive, makeJobs } from './bank';
import { connectionCalls, jobCalls, listCalls, type Call } from './calls';
import type { Checks } from './checks';

/** None of them belongs to anything; each could lead a careless path to another resource. */
const unknownIds = ['unknown', '..', '.', 'a/b', '../users', '?id=1', '#', '%2e%2e', '%', '💣', '__proto__'];

export function describeEveryCall(checks: Checks): void {
  const { describe } = checks;
  for (const call of [...connectionCalls, ...jobCalls, ...listCalls]) {
    describe(call.name, () => {
      if (!listCalls.includes(call)) describeUnknownIds(checks, call);
      if (connectionCalls.includes(call)) describeForeignConnection(checks, call);
      if (jobCalls.includes(call)) describeForeignJob(checks, call);
      describeAbort(checks, call);
    });
  }
}

function describeUnknownIds({ check, expect, refusalOf }: Checks, { needs, ask }: Call): void {
  check('finds nothing under an unknown id', needs, async ({ mine }) => {
    for (const id of unknownIds) expect([id, (await refusalOf(ask(mine, id))).code]).toEqual([id, 'not-found']);
  });
}

function describeForeignConnection(checks: Checks, { needs, ask }: Call): void {
  const { check, expect } = checks;
  check("is told no more of another user's connection than of one that never was", needs, async ({ mine, theirs }) => {
    const { id } = await findActive(mine);
    expect(await wordsOf(checks, ask(theirs, id))).toEqual(await wordsOf(checks, ask(theirs, neverWas(id))));
  });

  check("finds no connection of another user's, and does nothing to it", needs, async ({ mine, theirs }) => {
    const { id } = await findActive(mine);
    const before = await standOf(mine, id);
    await checks.expectRefusal(ask(theirs, id), 'not-found');
    expect(await standOf(mine, id)).toEqual(before);
  });
}

function describeForeignJob(checks: Checks, { needs, ask }: Call): void {
  const { check, expect, expectRefusal } = checks;
  check("is told no more of another user's job than of one that never was", needs, async ({ mine, theirs }) => {
    for (const { id } of await makeJobs(mine)) {
      expect(await wordsOf(checks, ask(theirs, id))).toEqual(await wordsOf(checks, ask(theirs, neverWas(id))));
      await expectRefusal(ask(theirs, id), 'not-found');
    }
  });
}

function describeAbort({ check, expect, expectRefusal }: Checks, { needs, ask }: Call): void {
  check('is not sent when the signal is aborted already', needs, async ({ mine }) => {
    const { id } = await findActive(mine);
    const before = await standOf(mine, id);
    await expectRefusal(ask(mine, id, { signal: AbortSignal.abort() }), 'aborted');
    expect(await standOf(mine, id)).toEqual(before);
  });

  check('ends when the signal is aborted while it is under way', needs, async ({ mine }) => {
    const { id } = await findActive(mine);
    const controller = new AbortController();
    const asked = ask(mine, id, { signal: controller.signal });
    controller.abort();
    await expectRefusal(asked, 'aborted');
  });
}

/** All that a refusal tells. A reference is another one each time, but one that is there for one of two would tell them apart. */
async function wordsOf({ refusalOf }: Checks, asked: Promise<unknown>) {
  const { code, message, failure } = await refusalOf(asked);
  return { code, message, failure: { ...failure, correlationId: typeof failure.correlationId } };
}

/** An id of the same kind that nothing has. */
export function neverWas(id: string): string {
  return Array.from(`${id}-0`).reverse().join('');
}

/** The connection and the ids of its jobs. */
async function standOf(transport: Transport, id: string) {
  const jobs = await transport.listJobs?.({ connectionId: id });
  return [await transport.getConnection(id), jobs?.items.map((job) => job.id)];
}
