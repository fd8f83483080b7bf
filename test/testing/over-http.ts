/** Puts a bank of the contract suite behind the handler and a real socket: rest transport → handler → transport. */
import type { Clock } from '../../src/core/model/clock';
import { createConnectionsHandler } from '../../src/server';
import type { TransportUnderTest } from '../../src/testing/describe-transport';
import { listen } from '../../src/testing/node';
import { createRestTransport } from '../../src/transports/rest';
import { withBadRows } from './bad-rows';
import { createLinks } from './links';

/** @param clock the bank's own, so that events are asked for and told in its time; the system's without one */
export async function overHttp(bank: TransportUnderTest, clock?: Clock): Promise<TransportUnderTest> {
  const time = clock && { clock };
  const handler = createConnectionsHandler({
    authenticate: (request) => ({ userId: request.headers.get('authorization') ?? '' }),
    transport: ({ userId }) => bank.transport(userId),
    authorize: () => true,
    basePath: '/api',
    redirectHosts: ['page.example'],
    ...time,
  });
  const server = await listen((request) => handler(request));
  let isSpoilt = false;
  const links = createLinks();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (/event-stream/.test(response.headers.get('content-type') ?? '')) return links.add(response);
    return isSpoilt ? withBadRows(response) : response;
  };
  return {
    ...bank,
    remembersKeys: true,
    async spoil() {
      isSpoilt = true;
      await bank.spoil?.();
    },
    cut: links.cut,
    // The user is named by a header, as a session cookie would.
    transport: (userId) =>
      createRestTransport({ baseUrl: `${server.url}/api`, headers: { Authorization: userId }, fetch, ...time }),
    async close() {
      await server.close();
      await bank.close?.();
    },
  };
}
