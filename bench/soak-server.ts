/** The server of the soak: one handler, and nothing else whose memory would count with it. */
import { createConnectionsHandler } from 'connections-kit/server';
import { listen } from 'connections-kit/testing/node';
import { createRestTransport } from 'connections-kit/transports/rest';

export interface ServerReport {
  /** Bytes in use after a collection of garbage. */
  heap: number;
}

const baseUrl = process.env.SOAK_BANK ?? '';
const handle = createConnectionsHandler({
  authenticate: (request) => ({ userId: request.headers.get('x-user') ?? '' }),
  transport: ({ userId }) => createRestTransport({ baseUrl, headers: { 'x-user': userId }, push: false }),
});
const { url } = await listen(handle);

/** The least of several: what is under way at one moment is no growth. */
async function heapInUse(): Promise<number> {
  let least = Infinity;
  for (let sample = 0; sample < 5; sample += 1) {
    globalThis.gc?.();
    least = Math.min(least, process.memoryUsage().heapUsed);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return least;
}

process.on('disconnect', () => process.exit(1)); // Its parent has died.
process.on('message', (message) => {
  if (message === 'end') process.exit(0);
  if (message === 'report') void heapInUse().then((heap) => process.send?.({ heap } satisfies ServerReport));
});
process.send?.({ url });
