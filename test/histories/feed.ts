/** What a bank pushes to those who follow it. */
import type { Job } from '../../src/core/model/job';
import type { TransportEvent } from '../../src/core/transport';

interface Link {
  put(take: () => TransportEvent | undefined): void;
}

export type Feed = ReturnType<typeof createFeed>;

export function createFeed() {
  const links = new Set<Link>();

  /** @param open throws where nobody may follow; what it returns is told first */
  async function* follow(signal: AbortSignal, open: () => readonly Job[]): AsyncGenerator<TransportEvent> {
    const queue: (() => TransportEvent | undefined)[] = [];
    let wake = () => {};
    const link: Link = {
      put(take) {
        queue.push(take);
        wake();
      },
    };
    const leave = () => wake();
    for (const job of open()) queue.push(() => ({ type: 'job-changed', job }));
    links.add(link);
    signal.addEventListener('abort', leave);
    try {
      while (!signal.aborted) {
        const take = queue.shift();
        const event = take?.();
        if (event) yield event;
        else if (take) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', leave);
      links.delete(link);
    }
  }

  return {
    follow,
    tell(event: TransportEvent) {
      for (const link of links) link.put(() => event);
    },
    /** Every link ends, with an error or as a server ends one. */
    cut(error?: unknown) {
      for (const link of links)
        link.put(() => {
          if (error !== undefined) throw error;
          return undefined;
        });
    },
  };
}
