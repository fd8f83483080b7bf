/** The invented provider of docs/transports.md, as a fetch function on the clock of a test. */
interface Link {
  id: string;
  user: string;
  bank: { code: string; name: string };
  state: string;
  linkedOn: string;
  holder: { name: string; mobile: string; mail: string };
  accounts: { ref: string; label: string; number: string; cents: number }[];
}

interface Started {
  id: string;
  linkId: string;
  user: string;
  at: number;
}

const duration = 8_000;

export function createAcmeServer({ users, now }: { users: readonly string[]; now: () => number }) {
  const apiKey = 'acme-key';
  let isSpoilt = false;
  let sinceLoss: number | undefined;
  let count = 0;
  const fetches: Started[] = [];
  const links: Link[] = users.flatMap((user) =>
    ['OK', 'LOGIN_NEEDED', 'OK', 'ON_HOLD'].map((state, index) => ({
      id: `${user}-link-${index}`,
      user,
      bank: { code: `B${index}`, name: `Bank of ${user} ${index}` },
      state,
      linkedOn: new Date(now()).toISOString(),
      holder: { name: `${user} Exampleton`, mobile: `0405 ${user.length}45 991`, mail: `${user}@hooli.example` },
      accounts: [{ ref: `${user}-a-${index}`, label: 'Savings 60012345', number: `6001234${index}`, cents: 1_250 }],
    })),
  );

  const shown = ({ id, linkId, at }: Started) => {
    const isDone = now() >= at + duration;
    const changedOn = new Date(isDone ? at + duration : at).toISOString();
    return { id, linkId, state: isDone ? 'DONE' : 'WORKING', startedOn: new Date(at).toISOString(), changedOn };
  };

  function answer(method: string, [, , user = '', kind, id, deeper]: readonly string[]): Response {
    const own = links.filter((link) => link.user === user);
    const link = kind === 'links' ? own.find((one) => one.id === id) : undefined;
    const ofUser = fetches.filter((one) => one.user === user);
    if (method === 'GET' && kind === 'links' && id === undefined)
      return Response.json(own.map(({ holder: _holder, accounts: _accounts, ...one }) => one));
    if (method === 'GET' && kind === 'fetches' && id === undefined) return Response.json(ofUser.map(shown));
    const found = kind === 'fetches' ? ofUser.find((one) => one.id === id) : undefined;
    if (method === 'GET' && found) return Response.json(shown(found));
    if (link === undefined) return Response.json({ error: 'No such thing, Ms Exampleton' }, { status: 404 });
    if (method === 'GET') return Response.json(link);
    if (method === 'DELETE') {
      links.splice(links.indexOf(link), 1);
      return new Response(null, { status: 204 });
    }
    if (method !== 'POST' || deeper !== 'fetches') return new Response(null, { status: 405 });
    const running = ofUser.find((one) => one.linkId === link.id && now() < one.at + duration);
    const started = running ?? { id: `fetch-${(count += 1)}`, linkId: link.id, user, at: now() };
    if (!running) fetches.push(started);
    return Response.json(shown(started), { status: running ? 200 : 201 });
  }

  return {
    apiKey,
    fetch: (async (input, init) => {
      const request = new Request(input, init);
      await Promise.resolve();
      request.signal.throwIfAborted();
      if (request.headers.get('authorization') !== `Bearer ${apiKey}`) return new Response(null, { status: 401 });
      const answered = answer(request.method, new URL(request.url).pathname.split('/').map(decodeURIComponent));
      if (request.method !== 'GET' && sinceLoss !== undefined) {
        sinceLoss += 1;
        throw new TypeError('The network is gone');
      }
      return isSpoilt && answered.ok && request.method === 'GET'
        ? Response.json(spoilt(await answered.json()))
        : answered;
    }) satisfies typeof globalThis.fetch,
    /** From now on there are bad rows in each list. */
    spoil: () => void (isSpoilt = true),
    /** From now on commands are executed, and nobody hears of it. */
    loseAnswers: () => {
      sinceLoss = 0;
      return () => sinceLoss ?? 0;
    },
    secrets: (userId: string) =>
      links
        .filter(({ user }) => user === userId)
        .flatMap(({ holder, accounts }) => [...Object.values(holder), ...accounts.map(({ number }) => number)]),
  };
}

const badRows = [null, 'a sentence', 7, {}, { id: 5, state: [] }];

function spoilt(body: unknown): unknown {
  if (Array.isArray(body)) return [...badRows, ...body];
  const { accounts, ...fields } = body as { accounts?: readonly unknown[] };
  return accounts ? { ...fields, accounts: [...badRows, ...accounts] } : fields;
}
