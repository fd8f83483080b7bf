import { describe, expect, it, vi } from 'vitest';
import { createConnectionsHandler, type AuditEvent } from '../../src/server';
import { createFakeTransport } from './fake-transport';

const limit = 64 * 1024;
const challenge = 'POST /jobs/j-1/challenge';
const others = ['POST /connections/c-1/refresh', 'POST /connections/c-1/purge', 'DELETE /connections/c-1'];

/** A body whose size nobody announces, in chunks of a KiB and a rest; `pulled` counts its bytes that were asked for. */
function streamed(text: string) {
  const bytes = new TextEncoder().encode(text);
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = bytes.slice(pulled, pulled + 1_021);
        pulled += chunk.byteLength;
        if (chunk.byteLength === 0) controller.close();
        else controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, pulled: () => pulled };
}

async function send(line: string, body: ReadableStream, headers: Record<string, string> = {}) {
  const transport = createFakeTransport();
  const events: AuditEvent[] = [];
  const authenticate = vi.fn(() => ({ userId: 'user-1' }));
  const onAudit = (event: AuditEvent) => void events.push(event);
  const handler = createConnectionsHandler({ authenticate, transport: () => transport, onAudit });
  const [method = '', path = ''] = line.split(' ');
  const init = { method, body, duplex: 'half', headers: { 'Connections-Kit': '1', ...headers } };
  const { status } = await handler(new Request(`http://host${path}`, init));
  return { status, transport, events, authenticate };
}

/** Of that many bytes; the answer is of two bytes each, so that some are cut in the middle. */
function answersOf(bytes: number): { text: string; answer: string } {
  const around = '{"answers":[""]}'.length;
  const answer = 'ä'.repeat(Math.floor((bytes - around) / 2)) + 'a'.repeat((bytes - around) % 2);
  return { text: JSON.stringify({ answers: [answer] }), answer };
}

describe('a body whose size nobody announces', () => {
  it('is taken whole up to 64 KiB', async () => {
    const { text, answer } = answersOf(limit);
    const { status, transport } = await send(challenge, streamed(text).body);
    expect(status).toBe(202);
    expect(transport.answerChallenge).toHaveBeenCalledWith('j-1', [answer], {});
  });

  it('is refused from the next byte on, and read no further', async () => {
    const { body, pulled } = streamed(answersOf(10 * limit).text);
    const { status, transport, events } = await send(challenge, body);
    expect(status).toBe(413);
    expect(pulled()).toBeLessThan(limit + 2 * 1_021);
    expect(transport.answerChallenge).not.toHaveBeenCalled();
    expect(events).toEqual([]);
    expect((await send(challenge, streamed(answersOf(limit + 1).text).body)).status).toBe(413);
  });

  it.each(others)('is refused where none is needed, too, before anything is done: %s', async (line) => {
    const { body, pulled } = streamed('x'.repeat(10 * limit));
    const { status, transport, events } = await send(line, body);
    expect(status).toBe(413);
    expect(pulled()).toBeLessThan(limit + 2 * 1_021);
    for (const method of [transport.refreshConnection, transport.purgeConnection, transport.revokeConnection])
      expect(method).not.toHaveBeenCalled();
    expect(events).toEqual([]);
    expect((await send(line, streamed('no JSON').body)).status).toBeLessThan(300);
  });

  it('is counted, whatever a header says of it', async () => {
    const { body } = streamed(answersOf(2 * limit).text);
    expect((await send(challenge, body, { 'Content-Length': '16' })).status).toBe(413);
  });
});

describe('a body that is announced as too large', () => {
  it.each([challenge, ...others])('is not read, nor is the host asked who sends it: %s', async (line) => {
    const { body, pulled } = streamed('{}');
    const { status, authenticate } = await send(line, body, { 'Content-Length': String(limit + 1) });
    expect([status, pulled()]).toEqual([413, 0]);
    expect(authenticate).not.toHaveBeenCalled();
  });
});
