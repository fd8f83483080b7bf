/** A check for those who develop the kit: Basiq's OpenAPI files are not part of the repository. */
import { describe, expect, it } from 'vitest';
import { hasOpenApi, readOpenApi, type Breach, type OpenApi } from './openapi';
import { happy, origin, setUp } from './set-up';
import { walkBasiq, walkOrigin, type Exchange } from './walk';

if (!hasOpenApi) console.info('Basiq’s requests and answers are not checked: ../shared/openapi is not there.');

const notTheFiles = 'domain.md §2 knows more than the files';

/** Where the sandbox says something else than the files, on purpose. */
const deviations: readonly { call: RegExp; what: RegExp; because: string }[] = [
  {
    call: /^GET .*\/connections(\/\{connectionId\})? 200$/,
    what: /\/status must be equal to one of the allowed values$/,
    because: `revoked, and a status that nobody knows, are outside the enum: ${notTheFiles}`,
  },
  {
    call: /^GET .*\/connections(\/\{connectionId\})? 200$/,
    what: /must have required property 'createdDate'/,
    because: `only SERVER_ACCESS is told: ${notTheFiles}`,
  },
  {
    call: /^GET .*\/jobs 200$/,
    what: /\/result must be object/,
    because: 'in the files’ own examples of one job a step that has not ended has the result null',
  },
  {
    call: /^GET .*\/jobs 200$/,
    what: /\/result\/code must be equal to one of the allowed values$/,
    because: `job error codes outside the enum: ${notTheFiles}`,
  },
  {
    call: /^GET .*\/jobs 200$/,
    what: /\/title must be equal to one of the allowed values$/,
    because: 'the enum of the list lacks mfa-challenge, which the examples of one job have',
  },
  {
    call: /^GET \/jobs\/\{jobId\} 200$/,
    what: /^must match exactly one schema in oneOf/,
    because: 'the three schemas of a job require nothing, so that a job fits more than one of them',
  },
  {
    call: /^GET .*\/accounts 200$/,
    what: /\/class must be equal to one of the allowed values$/,
    because: 'the files put the enum of class.type on class, which is an object',
  },
  { call: /\/refresh 200$/, what: /^no such status$/, because: `200 with the job that runs already: ${notTheFiles}` },
  { call: /\/refresh 429$/, what: /^no such status$/, because: `rate limits answer 429 or 403: ${notTheFiles}` },
];

/** What the adapter does not ask for, asked with the bare wire. */
async function otherExchanges(): Promise<readonly Exchange[]> {
  const sandbox = setUp();
  const kept: Exchange[] = [];
  const { access_token: server } = await token({ scope: 'SERVER_ACCESS' });
  const { access_token: client } = await token({ scope: 'CLIENT_ACCESS', userId: 'gavin' });

  async function token(form: Record<string, string>): Promise<{ access_token: string }> {
    const headers = { Authorization: `Basic ${sandbox.apiKey}`, 'basiq-version': '3.0' };
    return (await ask('POST', '/token', headers, new URLSearchParams(form))) as { access_token: string };
  }

  async function ask(method: string, path: string, headers: Record<string, string>, body?: BodyInit): Promise<unknown> {
    const request = new Request(origin + path, { method, headers, ...(body !== undefined && { body }) });
    const response = await sandbox.fetch(request.clone());
    kept.push({ request, response: response.clone() });
    return response.json();
  }

  const asServer = { Authorization: `Bearer ${server}` };
  const asClient = { Authorization: `Bearer ${client}` };
  await ask('GET', `/connectors/${happy}/web`, asServer);
  await ask('GET', '/connectors/AU99999/web', asServer);
  await ask('GET', '/users/gavin/connections', asClient);
  await ask('GET', `/users/gavin/connections/${sandbox.idOf(happy)}`, asClient);
  await ask('GET', '/users/monica/connections', asClient);
  await ask('GET', '/users/gavin/accounts?filter=nonsense', asServer);
  await ask('GET', '/users/gavin/jobs', { Authorization: 'Bearer of-nobody' });
  await ask('GET', '/users/gavin/consents', asServer);
  await ask('POST', '/users/gavin/connections/refresh', asServer);
  sandbox.expireTokens();
  await ask('GET', '/users/gavin/jobs', asServer);
  return kept;
}

describe.runIf(hasOpenApi)('by the OpenAPI files of Basiq', () => {
  const api: OpenApi | undefined = hasOpenApi ? readOpenApi() : undefined;
  const asked = walkBasiq();

  async function breachesOf(exchanges: readonly Exchange[]): Promise<readonly Breach[]> {
    const found = exchanges.map(async ({ request, response }) => [
      ...((await api?.breachesOfRequest(request.clone())) ?? []),
      ...((await api?.breachesOfResponse(request, response.clone())) ?? []),
    ]);
    return (await Promise.all(found)).flat();
  }

  const isDeviation = ({ call, what }: Breach) =>
    deviations.some((deviation) => deviation.call.test(call) && deviation.what.test(what));

  it('every request of the adapter is one that Basiq knows', async () => {
    const { exchanges } = await asked;
    const breaches = await Promise.all(exchanges.map(({ request }) => api?.breachesOfRequest(request.clone())));
    expect(breaches.flat()).toEqual([]);
    expect([...new Set(exchanges.map(({ request }) => api?.operationOf(request)))].sort()).toEqual([
      'DELETE /users/{userId}/connections/{connectionId}',
      'GET /connectors',
      'GET /jobs/{jobId}',
      'GET /users/{userId}/accounts',
      'GET /users/{userId}/connections',
      'GET /users/{userId}/connections/{connectionId}',
      'GET /users/{userId}/consents',
      'GET /users/{userId}/jobs',
      'POST /jobs/{jobId}/mfa',
      'POST /token',
      'POST /users/{userId}/connections/{connectionId}/purge',
      'POST /users/{userId}/connections/{connectionId}/refresh',
    ]);
  });

  it('every answer of the sandbox is one of Basiq’s, but for the known deviations', async () => {
    const breaches = await breachesOf([...(await asked).exchanges, ...(await otherExchanges())]);
    expect(breaches.filter((breach) => !isDeviation(breach))).toEqual([]);
  });

  it.each(deviations.map((deviation) => [deviation.because, deviation] as const))(
    'still deviates: %s',
    async (_because, { call, what }) => {
      const breaches = await breachesOf([...(await asked).exchanges, ...(await otherExchanges())]);
      expect(breaches.filter((breach) => call.test(breach.call) && what.test(breach.what))).not.toEqual([]);
    },
  );

  it.each([
    ['a path that is none', new Request(`${walkOrigin}/users/u/links`)],
    ['a method that is none', new Request(`${walkOrigin}/users/u/connections`, { method: 'PUT' })],
    ['a filter that is none', new Request(`${walkOrigin}/users/u/jobs?limit=5`)],
    ['no authorization', new Request(`${walkOrigin}/users/u/jobs`)],
    ['no version', new Request(`${walkOrigin}/token`, { method: 'POST', headers: { Authorization: 'Basic a' } })],
    ['no response to a question', new Request(`${walkOrigin}/jobs/j/mfa`, { method: 'POST', body: '{}' })],
    [
      'a response that is no list',
      new Request(`${walkOrigin}/jobs/j/mfa`, {
        method: 'POST',
        body: '{"mfa-response":"1"}',
        headers: { Authorization: 'Bearer a', 'Content-Type': 'application/json' },
      }),
    ],
  ])('a request with %s is found', async (_fault, request) => {
    expect(await api?.breachesOfRequest(request)).not.toEqual([]);
  });

  it.each([
    ['GET', '/users/u/connections', 200, { type: 'list', data: [{ type: 'connection' }] }],
    ['GET', '/users/u/jobs', 200, { type: 'list', size: '5', data: [], links: { self: '' } }],
    ['GET', '/jobs/j', 404, { data: [] }],
    ['GET', '/jobs/j', 418, {}],
    ['DELETE', '/users/u/connections/c', 204, undefined],
  ])('an answer to %s %s that is wrong is found, and none that is right (%i)', async (method, path, status, body) => {
    const response = body === undefined ? new Response(null, { status }) : Response.json(body, { status });
    const found = await api?.breachesOfResponse(new Request(walkOrigin + path, { method }), response);
    expect(found?.length === 0).toBe(status === 204);
  });
});
