import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConnectionsError } from '../../src/core/model/errors';
import type { TransportEvent } from '../../src/core/transport';
import { readConsentStart, readDescription, readPage } from '../../src/transports/rest/read-answers';
import { readConnection, readConnectionDetail } from '../../src/transports/rest/read-connection';
import { readJob } from '../../src/transports/rest/read-job';
import { readProblem } from '../../src/transports/rest/read-problem';
import { createRestTransport } from '../../src/transports/rest/rest-transport';
import { generated, made } from './budget';
import { damaged, edits, toJson } from './damage';
import { eachDamaged } from './each-damaged';
import { expectNeutral, expectNoLeak } from './expect-neutral';
import { letter, person } from './seeded';
import { neutralDetail, neutralJob } from './neutral';

/** What is refused is refused as a bad response. */
function orRefused(read: () => void): void {
  try {
    read();
  } catch (thrown) {
    if (!isConnectionsError(thrown) || thrown.code !== 'bad-response') throw thrown;
  }
}

const share = generated.restReading / 10;

describe(`of a damaged answer of a handler’s, that forgot to mask (${generated.restReading} of them)`, () => {
  it('a connection is neutral and masked, or nothing', () => {
    const passed = eachDamaged(neutralDetail, share * 3, (answer) => {
      const read = readConnectionDetail(answer);
      if (read) expectNeutral('detail', read);
    });
    expect(passed).toBe(share * 3);
    made.restReading += passed;
  });

  it('a job is neutral and masked, or nothing', () => {
    const passed = eachDamaged(neutralJob, share * 3, (answer) => {
      const read = readJob(answer);
      if (read) expectNeutral('job', read);
    });
    expect(passed).toBe(share * 3);
    made.restReading += passed;
  });

  it('a page is neutral and masked, or refused', () => {
    const page = { items: [neutralDetail, { ...neutralDetail, id: 'c2' }], nextCursor: '1:c2' };
    const passed = eachDamaged(page, share, (answer) => {
      orRefused(() => expectNeutral('connections', readPage(answer, readConnection)));
    });
    expect(passed).toBe(share);
    made.restReading += passed;
  });

  it('a problem is a code and a failure, and not a word more', () => {
    const failure = { code: 'conflict', actor: 'wait', retryable: true, detail: letter };
    const problem = { type: 'about:blank', title: letter, detail: person.name, status: 409, code: 'conflict', failure };
    const passed = eachDamaged(problem, share, (answer) => {
      const read = readProblem(409, answer);
      expectNoLeak(JSON.stringify(read ?? null));
      if (read?.failure) expectNeutral('failure', read.failure);
    });
    expect(passed).toBe(share);
    made.restReading += passed;
  });

  it('a description names known capabilities, or is refused', () => {
    const passed = eachDamaged(
      { can: ['refresh', 'purge'], denied: ['reveal'], revokeData: 'kept' },
      share,
      (answer) => {
        orRefused(() => {
          const { can, denied = [] } = readDescription(answer);
          const known = ['refresh', 'purge', 'reveal'];
          expect([...can, ...denied].filter((capability) => !known.includes(capability))).toEqual([]);
        });
      },
    );
    expect(passed).toBe(share);
    made.restReading += passed;
  });

  it('a way to consent is one that a page may go to, or is refused', () => {
    const passed = eachDamaged({ type: 'redirect', url: 'https://consent.example/home?token=t' }, share, (answer) => {
      orRefused(() => {
        const start = readConsentStart(answer);
        if (start.type === 'redirect') expect(new URL(start.url).protocol).toBe('https:');
      });
    });
    expect(passed).toBe(share);
    made.restReading += passed;
  });
});

describe('one bad row', () => {
  it('costs no other row of a page', () => {
    const good = ['g1', 'g2', 'g3'].map((id) => ({ ...neutralDetail, id }));
    const known = readPage({ items: good }, readConnection).items;
    const property = fc.property(fc.array(edits, { maxLength: 4 }), fc.nat(3), (bad, place) => {
      const rows: unknown[] = [...good];
      rows.splice(place, 0, ...bad.map((made) => damaged({ ...neutralDetail, id: 'bad' }, made)));
      const { items } = readPage(JSON.parse(toJson({ items: rows })), readConnection);
      expect(items.filter(({ id }) => /^g\d$/.test(id))).toEqual(known);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe('one bad event', () => {
  const good = ['e1', 'e2', 'e3'].map((connectionId) => ({ type: 'connection-removed', connectionId }));
  const told = [
    { type: 'job-changed', job: neutralJob },
    { type: 'connection-changed', connection: neutralDetail },
    { type: 'connection-removed', connectionId: 'c1' },
  ];

  /** All that a page hears of these messages, which come over one stream. */
  async function heard(messages: readonly string[]): Promise<readonly TransportEvent[]> {
    const body = messages.map((message) => message.replace(/^/gm, 'data: ')).join('\n\n');
    const headers = { 'Content-Type': 'text/event-stream' };
    const leaving = new AbortController();
    let streams = 0;
    const fetch: typeof globalThis.fetch = async () => {
      if (streams > 0) leaving.abort();
      streams += 1;
      return new Response(`${body}\n\n`, { headers });
    };
    const clock = { now: () => 0, setTimeout: (go: () => void) => void queueMicrotask(go), clearTimeout: () => {} };
    const events: TransportEvent[] = [];
    const transport = createRestTransport({ baseUrl: 'https://host.example', fetch, clock });
    for await (const event of transport.watch?.({ signal: leaving.signal }) ?? []) events.push(event);
    return events;
  }

  function expectNeutralEvent(event: TransportEvent): void {
    if (event.type === 'job-changed') expectNeutral('job', event.job);
    else if (event.type === 'connection-changed') expectNeutral('connection', event.connection);
    else expect(Object.keys(event)).toEqual(['type', 'connectionId']);
  }

  it('costs no other event of a stream, and is neutral and masked, or nothing', async () => {
    const bad = fc.record({ event: fc.constantFrom(...told), made: edits, cut: fc.option(fc.nat(400)) });
    const property = fc.asyncProperty(fc.array(bad, { minLength: 1, maxLength: 5 }), fc.nat(3), async (all, place) => {
      const messages = good.map((event) => JSON.stringify(event));
      messages.splice(
        place,
        0,
        ...all.map(({ event, made, cut }) => toJson(damaged(event, made)).slice(0, cut ?? 1e9)),
      );
      const events = await heard(messages);
      events.forEach(expectNeutralEvent);
      const isGood = (event: TransportEvent) => 'connectionId' in event && /^e\d$/.test(event.connectionId);
      expect(events.filter(isGood)).toEqual(good);
      made.restReading += all.length;
    });
    await fc.assert(property, { numRuns: 1_000 });
  });
});
