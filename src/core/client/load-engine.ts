/** The part of the client that asks and follows is code of its own, which a page fetches when it is first needed. */
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
    return (loaded ??= await import('./engine').catch(importAgain));
  } catch {
    failures += 1;
    throw createConnectionsError('network');
  }
}

/**
 * Chromium and Firefox remember that a module could not be fetched for as long as the page lives, and ask for it no more. Both
 * name its address, under which a query makes another of it. (WebKit asks again, and so do bundlers that load by script.)
 */
async function importAgain(thrown: unknown): Promise<EngineModule> {
  const [address] = /https?:\S+$/.exec(String(thrown)) ?? [];
  if (failures === 0 || address === undefined) throw thrown;
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}?again=${failures}`)) as EngineModule;
}

/**
 * Fetches what a client needs to ask and to follow, before it is needed: beside the page's own code, say. A client that is
 * made afterwards acts at once, within the call; for tests with fake timers that is simpler.
 * Throws ConnectionsError `network` when it cannot be fetched.
 */
export async function preloadClient(): Promise<void> {
  await loadEngine();
}
