/** Waits until a page has what it asked for, whether the answers come at once or from a server. */
import type { ConnectionsClient } from '../../core/client/client';
import type { Transport } from '../../core/transport';
import { oneTurn } from '../environment';

/** Turns of the event loop. A request that took longer is not waited for again: a test may hold it back. */
const patience = 30;
/** Nothing was asked yet: the client loads code of its own. */
const patienceWithCode = 1_000;

export interface Settling {
  /** Its requests are waited for. */
  transport(transport: Transport): Transport;
  /** What it reads is waited for. */
  client(client: ConnectionsClient): ConnectionsClient;
  settle(): Promise<void>;
}

export function createSettling(): Settling {
  const requests = new Set<Promise<unknown>>();
  const reads = new Set<Promise<unknown>>();

  function keep<T>(kept: Set<Promise<unknown>>, promise: Promise<T>): Promise<T> {
    const forget = () => void kept.delete(promise);
    kept.add(promise);
    promise.then(forget, forget);
    return promise;
  }

  return {
    // Looked up with each call: a test may replace a method at any time.
    transport: (transport) =>
      new Proxy(transport, {
        get(target, name) {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function' || name === 'watch') return method;
          return (...values: readonly unknown[]): unknown => {
            const answer: unknown = method.apply(target, values);
            return answer instanceof Promise ? keep(requests, answer) : answer;
          };
        },
      }),
    client: (client) => ({
      ...client,
      load: (query) => keep(reads, client.load(query)),
      loadConnection: (connectionId) => keep(reads, client.loadConnection(connectionId)),
      loadJobs: (query) => keep(reads, client.loadJobs(query)),
    }),
    async settle() {
      for (let turn = 0; requests.size + reads.size > 0; turn += 1) {
        if (turn < (requests.size > 0 ? patience : patienceWithCode)) await oneTurn();
        else for (const kept of [requests, reads]) kept.clear();
      }
      // What came is told to the page.
      await oneTurn();
    },
  };
}
