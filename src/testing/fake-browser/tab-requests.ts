/** The requests of one tab: they end with it, as a page's fetches do, whatever the transport makes of them. */
import type { Transport, TransportEvent } from '../../core/transport';
import { decorateTransport, type Asked, type Watch } from '../decorate-transport';

export interface TabRequests {
  /** The transport as the page holds it. */
  connect(transport: Transport): Transport;
  /** How many are under way; an open `watch` is one. */
  pending(): number;
  /** The page is gone: it sends nothing more, and no answer reaches it. */
  stop(): void;
}

export function createTabRequests(): TabRequests {
  const underWay = new Set<AbortController>();
  let stopped = false;

  /** A signal that the end of the tab aborts, too. */
  function begin(outer: AbortSignal | undefined) {
    const controller = new AbortController();
    const abort = () => controller.abort(outer?.reason);
    if (outer?.aborted) abort();
    outer?.addEventListener('abort', abort);
    underWay.add(controller);
    return {
      signal: controller.signal,
      end(): void {
        outer?.removeEventListener('abort', abort);
        underWay.delete(controller);
      },
    };
  }

  async function request({ values, options, send }: Asked): Promise<unknown> {
    if (stopped) return never();
    const { signal, end } = begin(options?.signal);
    try {
      const answer = await send(values, { ...options, signal });
      return stopped ? never() : answer;
    } catch (error) {
      if (stopped) return never();
      throw error;
    } finally {
      end();
    }
  }

  async function* read(watch: Watch, outer: AbortSignal): AsyncGenerator<TransportEvent> {
    if (stopped) await never();
    const { signal, end } = begin(outer);
    try {
      for await (const event of watch({ signal })) {
        if (stopped) break;
        yield event;
      }
    } catch (error) {
      if (!stopped) throw error;
    } finally {
      end();
    }
    if (stopped) await never();
  }

  return {
    connect: (transport) => decorateTransport(transport, request, (watch) => (options) => read(watch, options.signal)),
    pending: () => underWay.size,
    stop() {
      stopped = true;
      for (const controller of underWay) controller.abort();
    },
  };
}

/** Nobody is there to be told. */
function never(): Promise<never> {
  return new Promise(() => {});
}
