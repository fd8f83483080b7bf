/** The part of the client that asks and follows is code of its own, which a page fetches when it is first needed. */
import { importAgain } from '../import-again';
import { createConnectionsError } from '../model/errors';
import type * as Engine from './engine';

type EngineModule = typeof Engine;

let loaded: EngineModule | undefined;
let failures = 0;

/** Nothing while it was not fetched. Once it was, every client has it at once. */
export function loadedEngine(): EngineModule | undefined {
  return loaded;
}

/** Throws ConnectionsError `network` when it cannot be fetched; the next call tries again. */
export async function loadEngine(): Promise<EngineModule> {
  try {
    return (loaded ??= await import('./engine').catch((thrown: unknown) =>
      importAgain<EngineModule>(thrown, failures++),
    ));
  } catch {
    throw createConnectionsError('network');
  }
}

/**
 * Fetches what a client needs to ask and to follow, before it is needed: beside the page's own code, say. A client that is
 * made afterwards acts at once, within the call; for tests with fake timers that is simpler.
 * Throws ConnectionsError `network` when it cannot be fetched.
 */
export async function preloadClient(): Promise<void> {
  await loadEngine();
}
