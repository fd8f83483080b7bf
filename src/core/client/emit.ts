/** Tells the host what happens. A listener that throws must not stop what it listens to. */
import type { ClientEvent, ClientOptions } from './client';

export function createEmit(onEvent: ClientOptions['onEvent']): (event: ClientEvent) => void {
  return (event) => {
    try {
      onEvent?.(event);
    } catch (thrown) {
      queueMicrotask(() => {
        throw thrown;
      });
    }
  };
}
