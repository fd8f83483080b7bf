/** What a log-out does outside of the client: nothing is kept for after a reload, and the other tabs hear of it. */
import type { Environment } from './environment';
import type { Epoch } from './epoch';
import { consentNameOf, nameOf, version } from './names';

interface Options {
  scope: string | undefined;
  environment: Pick<Environment, 'storage' | 'channel'>;
  epoch: Epoch;
}

/** Done within the call, by a client of any age: the page may be left at once. */
export function tellLogOut({ scope, environment: { storage, channel }, epoch }: Options): void {
  epoch.raise();
  if (scope === undefined) return;
  try {
    storage?.removeItem(nameOf(scope, 'ledger'));
    storage?.removeItem(consentNameOf(scope));
  } catch {}
  const others = channel?.(nameOf(scope, 'facts'));
  others?.postMessage({ version, epoch: epoch.own(), message: { type: 'cleared' } });
  others?.close();
}
