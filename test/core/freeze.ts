/** Every state that a client ever shows, frozen to its depth: a mutation throws. */
import type { ConnectionsClient } from '../../src/core/client/client';

export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}

/** @returns the same client, whose states are frozen from now on */
export function freezeStates(client: ConnectionsClient): ConnectionsClient {
  for (const store of [client.connections, client.jobs]) {
    deepFreeze(store.getInitialState());
    deepFreeze(store.getState());
    store.subscribe((state: unknown) => deepFreeze(state));
  }
  return client;
}
