/** Puts a bank of the contract suite behind the handler and a real socket: rest transport → handler → transport. */
import { createConnectionsHandler } from '../../src/server';
import type { TransportUnderTest } from '../../src/testing/describe-transport';
import { listen } from '../../src/testing/node';
import { createRestTransport } from '../../src/transports/rest';

/** The user is named by a header, as a session cookie would. */
export async function overHttp(bank: TransportUnderTest): Promise<TransportUnderTest> {
  const handler = createConnectionsHandler({
    authenticate: (request) => ({ userId: request.headers.get('authorization') ?? '' }),
    transport: ({ userId }) => bank.transport(userId),
    authorize: () => true,
    basePath: '/api',
  });
  const server = await listen((request) => handler(request));
  return {
    ...bank,
    remembersKeys: true,
    transport: (userId) => createRestTransport({ baseUrl: `${server.url}/api`, headers: { Authorization: userId } }),
    async close() {
      await server.close();
      await bank.close?.();
    },
  };
}
