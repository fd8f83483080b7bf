import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transport } from '../../src/core/transport';
import { createConnectionsHandler } from '../../src/server';
import { createBasiq } from '../../src/transports/basiq';
import { createRestTransport } from '../../src/transports/rest';
import { generated, made } from './budget';
import { calls, expectCall, hostileIds } from './calls';
import { damage, type Damage } from './damage';
import { expectNoLeak } from './expect-neutral';
import { garbageBasiq, type GarbageBasiq } from './garbage-basiq';

const clock = { now: () => Date.UTC(2026, 0, 1) };
const basiqOn = ({ fetch }: GarbageBasiq) =>
  createBasiq({ apiKey: 'a2V5', baseUrl: 'https://basiq.example', fetch, clock, timeout: 0 }).transport('u1');

const drawn = fc.record({
  damages: fc.array(damage, { minLength: 1, maxLength: 6 }),
  call: fc.nat(calls.length - 1),
  next: fc.nat(calls.length - 1),
  id: fc.nat(hostileIds.length - 1),
  goodTokens: fc.nat(9).map((one) => one > 0),
});

/** Runs until that many answers were generated, two calls on one transport at a time. */
async function untilAnswered(least: number, wrap: (transport: Transport) => { transport: Transport; check(): void }) {
  let count = 0;
  const property = fc.asyncProperty(drawn, async ({ damages, call, next, id, goodTokens }) => {
    const basiq = garbageBasiq(damages, goodTokens);
    const { transport, check } = wrap(basiqOn(basiq));
    for (const index of [call, next]) {
      const one = calls[index];
      if (one) await expectCall(one, transport, hostileIds[id] ?? '');
    }
    check();
    count += basiq.answered();
  });
  while (count < least) await fc.assert(property, { numRuns: 250 });
  return count;
}

describe('over a Basiq that answers garbage', () => {
  it('the Basiq transport answers in neutral facts, or with an error of ours', { timeout: 120_000 }, async () => {
    made.throughBasiq = await untilAnswered(generated.throughBasiq, (transport) => ({ transport, check: () => {} }));
    expect(made.throughBasiq).toBeGreaterThanOrEqual(generated.throughBasiq);
  });

  it('the handler does, too, and a page reads what it says', { timeout: 120_000 }, async () => {
    made.throughHandler = await untilAnswered(generated.throughHandler, behindHandler);
    expect(made.throughHandler).toBeGreaterThanOrEqual(generated.throughHandler);
  });

  it.each<[string, Damage['way']]>([
    ['cut off', 'truncated'],
    ['no JSON but HTML', 'html'],
    ['an answer that breaks off', 'broken-off'],
  ])('%s is an error of ours', async (_name, way) => {
    const choices = Array.from({ length: 40 }, (_, choice) => choice * 2);
    for (const choice of choices) {
      const transport = basiqOn(garbageBasiq([{ way, edits: [], choice }], true));
      await expect(transport.listConnections({})).rejects.toMatchObject({ name: 'ConnectionsError' });
    }
  });
});

/** All that leaves the handler is looked at: the answers, their headers, and what it tells the host's log. */
function behindHandler(transport: Transport): { transport: Transport; check(): void } {
  const said: string[] = [];
  const faults: string[] = [];
  const handler = createConnectionsHandler({
    authenticate: () => ({ userId: 'u1' }),
    transport: () => transport,
    authorize: () => true,
    onAudit: (event) => void said.push(JSON.stringify(event)),
  });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await handler(request);
    const text = await response.clone().text();
    if (!(response.ok && request.url.endsWith('/reveal'))) said.push(text);
    said.push(JSON.stringify([...response.headers]));
    if (response.headers.get('cache-control') !== 'no-store') faults.push(`${request.url} may be stored`);
    if (![200, 202].includes(response.status) && response.status < 400) faults.push(`${response.status}`);
    if (response.status === 500) faults.push(`500 for ${request.method} ${request.url}`);
    return response;
  };
  return {
    transport: createRestTransport({ baseUrl: 'https://host.example', fetch, timeout: 0 }),
    check() {
      for (const text of said) expectNoLeak(text);
      if (faults.length > 0) throw new Error(faults.join('; '));
    },
  };
}
