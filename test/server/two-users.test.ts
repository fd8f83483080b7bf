import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConnectionsHandler, type AuditEvent } from '../../src/server';
import { createBasiqSandbox, createFakeClock, sandboxCode, sandboxSecrets } from '../../src/testing';
import { createBasiq } from '../../src/transports/basiq';

const users = ['user-a', 'user-b'] as const;
const [attacker, victim] = users;

/** Handler → Basiq transport → a bank that speaks Basiq's wire, all in process. */
async function open() {
  const clock = createFakeClock();
  const server = createBasiqSandbox({ clock, users });
  const wire: typeof fetch = (input, init) => server.fetch(new Request(input, init));
  const basiq = createBasiq({ apiKey: server.apiKey, baseUrl: 'https://basiq.example', fetch: wire, clock });
  const audit: AuditEvent[] = [];
  const handler = createConnectionsHandler({
    authenticate: (request) => ({ userId: request.headers.get('x-user') ?? '' }),
    transport: ({ userId }) => basiq.transport(userId),
    authorize: () => true,
    onAudit: (event) => void audit.push(event),
    clock,
  });

  async function ask(user: string, line: string, body?: unknown, key?: string) {
    const [method = '', path = ''] = line.split(' ');
    const response = await handler(
      new Request(`http://host${path}`, {
        method,
        headers: {
          'x-user': user,
          'Connections-Kit': '1',
          'Content-Type': 'application/json',
          ...(key !== undefined && { 'Idempotency-Key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    return { status: response.status, headers: [...response.headers], text: await response.text() };
  }

  /** What stands in a stream of events when it is opened. */
  async function hear(user: string, lastEventId: string | null): Promise<string> {
    const leaving = new AbortController();
    const headers = { 'x-user': user, ...(lastEventId !== null && { 'Last-Event-ID': lastEventId }) };
    const { body } = await handler(new Request('http://host/events', { headers, signal: leaving.signal }));
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const reading = (async () => {
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) text += part.value;
    })();
    await clock.advance(1_000);
    leaving.abort();
    await reading;
    return text;
  }

  /** Of the victim: jobs of each kind, one of which waits for an answer, and a command whose key the attacker knows. */
  async function prepare() {
    const { bank } = server;
    const at = (institutionId: string) =>
      bank.connections(victim).find((connection) => connection.institutionId === institutionId)?.id ?? '';
    const jobOf = async (line: string, key?: string) =>
      (JSON.parse((await ask(victim, line, undefined, key)).text) as { id: string }).id;
    const purge = await jobOf(`POST /connections/${at('AU00014')}/purge`, 'key-1');
    const refresh = await jobOf(`POST /connections/${at('AU00000')}/refresh`, 'key-2');
    const asking = await jobOf(`POST /connections/${at('AU00010')}/refresh`);
    await clock.advance(4_000);
    return {
      connections: bank.connections(victim).map(({ id }) => id),
      jobs: [purge, refresh, asking, ...bank.jobs(victim).map(({ id }) => id)],
    };
  }

  const stateOfVictim = () =>
    JSON.stringify([server.bank.connections(victim), server.bank.jobs(victim), server.bank.personalData(victim)]);
  const secrets = [...sandboxSecrets(server.bank, victim)];
  const ownConnections = server.bank.connections(attacker).map(({ id }) => id);
  return { ask, hear, audit, advance: clock.advance, stateOfVictim, secrets, ownConnections, ...(await prepare()) };
}

const neverWas = '00000000-0000-4000-8000-00000000dead';

interface Move {
  line(id: string): string;
  about: 'connection' | 'job';
  body?: (id: string) => unknown;
  /** A list is empty where there is nothing, and has no page by a cursor that is none; everything else is 404. */
  status: 200 | 400 | 404;
}

const moves: readonly Move[] = [
  { about: 'connection', status: 404, line: (id) => `GET /connections/${id}` },
  { about: 'connection', status: 404, line: (id) => `DELETE /connections/${id}` },
  { about: 'connection', status: 404, line: (id) => `POST /connections/${id}/refresh` },
  { about: 'connection', status: 404, line: (id) => `POST /connections/${id}/purge` },
  ...(['fullName', 'phoneNumbers'] as const).map((field): Move => {
    return {
      about: 'connection',
      status: 404,
      line: (id) => `POST /connections/${id}/reveal`,
      body: () => ({ field }),
    };
  }),
  { about: 'connection', status: 200, line: (id) => `GET /connections/${id}/jobs` },
  { about: 'connection', status: 200, line: (id) => `GET /jobs?connectionId=${id}` },
  ...(['reauthorize', 'extend', 'manage', 'connect'] as const).map((purpose): Move => {
    const body = (connectionId: string) => ({ purpose, connectionId });
    return { about: 'connection', status: 404, line: () => 'POST /consents', body };
  }),
  { about: 'job', status: 404, line: (id) => `GET /jobs/${id}` },
  { about: 'job', status: 200, line: (id) => `GET /jobs?ids=${id}` },
  { about: 'job', status: 200, line: (id) => `GET /jobs?unsettled=true&ids=${id}` },
  { about: 'job', status: 200, line: (id) => `GET /connections/${neverWas}/jobs?ids=${id}` },
  { about: 'connection', status: 200, line: (id) => `GET /jobs?connectionId=${id}&unsettled=true&limit=1` },
  { about: 'connection', status: 200, line: (id) => `GET /connections?text=${id}` },
  // Cursors that somebody has written by hand.
  ...(
    [
      ['provider', 400],
      ['journal', 200],
    ] as const
  ).map(([source, status]): Move => {
    const place = (id: string) => ({ cursor: id, after: id });
    const cursor = (id: string) =>
      encodeURIComponent(
        btoa(
          encodeURIComponent(
            JSON.stringify({ time: 1e15, ids: [], isCut: true, provider: {}, journal: {}, [source]: place(id) }),
          ),
        ),
      );
    return { about: 'job', status, line: (id) => `GET /jobs?cursor=${cursor(id)}` };
  }),
  {
    about: 'job',
    status: 404,
    line: (id) => `POST /jobs/${id}/challenge`,
    body: () => ({ answers: [sandboxCode] }),
  },
  // A job where a connection belongs, and the other way round.
  { about: 'job', status: 404, line: (id) => `GET /connections/${id}` },
  { about: 'connection', status: 404, line: (id) => `GET /jobs/${id}` },
];

/** What the attacker does with what is theirs, in between; also under the keys that the other user has used. */
const ownMoves = ['POST /connections/:id/refresh', 'POST /connections/:id/purge', 'DELETE /connections/:id'];

describe('one user who knows the ids of another', () => {
  it('learns and changes nothing, by any sequence of requests: the same answer as for what never was', async () => {
    let requests = 0;
    const step = fc.record({
      move: fc.constantFrom(...moves),
      own: fc.option(fc.constantFrom(...ownMoves), { nil: undefined }),
      wait: fc.nat(8_000),
      index: fc.nat(),
      key: fc.option(fc.constantFrom('key-1', 'key-2', 'key-3'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { ask, advance, connections, jobs, ownConnections, secrets, stateOfVictim } = await open();
        for (const { move, own, wait, index, key } of steps) {
          await advance(wait);
          const before = stateOfVictim();
          const mine = ownConnections[index % ownConnections.length] ?? '';
          // 502 where the bank loses its answer; 500 would be the handler's own.
          if (own !== undefined)
            expect((await ask(attacker, own.replace(':id', mine), undefined, key)).status).not.toBe(500);
          const ids = move.about === 'job' ? jobs : connections;
          const id = ids[index % ids.length] ?? '';
          const send = (of: string) => ask(attacker, move.line(of), move.body?.(of), key);
          const told = await send(id);
          requests += 2;
          // A key of their own that was used for something else is a conflict, whatever it is used for now.
          expect(key === undefined ? [move.status] : [move.status, 409]).toContain(told.status);
          expect(told).toEqual(await send(neverWas));
          expect(secrets.filter((secret) => told.text.includes(secret))).toEqual([]);
          expect(stateOfVictim()).toBe(before);
        }
      }),
      { numRuns: 60 },
    );
    console.info(`requests of one user with the ids of another: ${requests}`);
  });

  it('is told nothing by their own lists', async () => {
    const { ask, connections, jobs } = await open();
    for (const path of ['/connections', '/connections?limit=1', '/jobs', '/jobs?unsettled=true', '/capabilities']) {
      const { text } = await ask(attacker, `GET ${path}`);
      expect([...connections, ...jobs].filter((id) => text.includes(id))).toEqual([]);
    }
  });

  it('gets nothing by the cursor of another', async () => {
    const { ask, connections, jobs } = await open();
    for (const path of ['/connections', '/jobs']) {
      const { nextCursor } = JSON.parse((await ask(victim, `GET ${path}?limit=2`)).text) as { nextCursor?: string };
      const { text } = await ask(attacker, `GET ${path}?limit=50&cursor=${encodeURIComponent(nextCursor ?? '')}`);
      expect(nextCursor).toBeDefined();
      expect([...connections, ...jobs].filter((id) => text.includes(id))).toEqual([]);
    }
  });

  it('gets a job of their own by the key of another, who keeps theirs', async () => {
    const { ask, ownConnections, jobs, connections } = await open();
    const line = `POST /connections/${ownConnections[0]}/refresh`;
    for (const key of ['key-1', 'key-2']) {
      const { text } = await ask(attacker, line, undefined, key);
      expect([...jobs, ...connections].filter((id) => text.includes(id))).toEqual([]);
    }
    const theirs = connections.map((id) => ask(victim, `POST /connections/${id}/purge`, undefined, 'key-1'));
    const answers = (await Promise.all(theirs)).map(({ status, text }) => [
      status,
      (JSON.parse(text) as { id?: string }).id,
    ]);
    expect(answers.filter(([status]) => status !== 409)).toEqual([[200, jobs[0]]]);
  });

  it('hears nothing of another by the id of the last event that the other has heard', async () => {
    const { hear, connections, jobs } = await open();
    const theirs = await hear(victim, null);
    const [, lastEventId = ''] = /(?:id: (\S+)\n[^]*)+/.exec(theirs) ?? [];
    expect(jobs.some((id) => theirs.includes(id))).toBe(true);
    expect(lastEventId).not.toBe('');
    const told = await hear(attacker, lastEventId);
    expect([...connections, ...jobs].filter((id) => told.includes(id))).toEqual([]);
  });

  it('leaves a trace: what was tried is audited as failed, in the name of who tried', async () => {
    const { ask, audit, connections, jobs } = await open();
    audit.length = 0;
    await ask(attacker, `POST /connections/${connections[0]}/purge`);
    await ask(attacker, `POST /connections/${connections[0]}/reveal`, { field: 'fullName' });
    await ask(attacker, 'POST /consents', { purpose: 'extend', connectionId: connections[0] });
    await ask(attacker, `POST /jobs/${jobs[2]}/challenge`, { answers: [sandboxCode] });
    const tried = { userId: attacker, outcome: 'failed' };
    const connectionId = connections[0];
    expect(audit).toMatchObject([
      { ...tried, operation: 'purge', connectionId },
      { ...tried, operation: 'reveal', connectionId, field: 'fullName' },
      { ...tried, operation: 'consent', connectionId },
      { ...tried, operation: 'answer-challenge' },
    ]);
    // Whose job it is, the audit of another must not say.
    expect(audit[3]).not.toHaveProperty('connectionId');
  });
});
