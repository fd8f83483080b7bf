/** Follows the transport's events while this client wants them; a link that breaks is opened again, ever more seldom. */
import { toConnectionsError, type ErrorCode } from '../model/errors';
import type { Transport, TransportEvent } from '../transport';
import type { ClientEvent } from './client';
import type { Environment } from './environment';

export interface Push {
  /** Opens the link, or lets go of it; the same word again changes nothing. */
  follow(wants: boolean): void;
  /** Something was told since the link was opened, and it has not broken. */
  isLive(): boolean;
}

interface Options {
  transport: Transport;
  environment: Pick<Environment, 'clock' | 'random'>;
  hear(event: TransportEvent): void;
  emit(event: ClientEvent): void;
}

/** Milliseconds. */
const shortestPause = 1_000;
const longestPause = 60_000;

/** After these, asking again would be answered the same. */
const endsForGood: readonly ErrorCode[] = ['not-supported', 'forbidden', 'not-found', 'unauthorized'];

export function createPush({ transport, environment: { clock, random }, hear, emit }: Options): Push {
  let link: AbortController | undefined;
  let live = false;

  async function open(own: AbortController): Promise<void> {
    for (let failures = 0; !own.signal.aborted; failures += 1) {
      try {
        emit({ type: 'push-opened' });
        for await (const event of transport.watch?.({ signal: own.signal }) ?? []) {
          if (own.signal.aborted) return;
          failures = 0;
          live = true;
          hear(event);
        }
      } catch (thrown) {
        if (!own.signal.aborted && endsForGood.includes(toConnectionsError(thrown).code)) return lose();
      }
      if (own.signal.aborted) return;
      lose();
      await pause(Math.min(longestPause, shortestPause * 2 ** failures), own.signal);
    }
  }

  function lose(): void {
    live = false;
    emit({ type: 'push-lost' });
  }

  function pause(longest: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = clock.setTimeout(end, shortestPause + random() * (longest - shortestPause));
      signal.addEventListener('abort', end);
    });
  }

  return {
    isLive: () => live,
    follow(wants) {
      if (wants === (link !== undefined)) return;
      link?.abort();
      live = false;
      link = wants ? new AbortController() : undefined;
      if (link) void open(link);
    },
  };
}
