/**
 * One page in one tab, from its opening to its end. A frozen one runs nothing: timers, messages, locks and answers that come to
 * it wait until it is thawed.
 */
import type { Environment } from '../../src/core/client/environment';
import type { Transport } from '../../src/core/transport';
import { decorateTransport } from '../../src/testing/decorate-transport';
import type { FakeTab } from '../../src/testing/fake-browser';

export interface Surroundings {
  environment: Environment;
  transport: Transport;
  isFrozen(): boolean;
  freeze(): void;
  thaw(): void;
}

/** @param stored what all tabs have in their storage, to be looked into */
export function surround(tab: FakeTab, bank: Transport, stored: Map<string, string>): Surroundings {
  const waiting: (() => void)[] = [];
  let frozen = false;

  function whenAwake(run: () => void): void {
    if (frozen) waiting.push(run);
    else run();
  }
  const untilAwake = () => (frozen ? new Promise<void>((resolve) => waiting.push(resolve)) : undefined);

  const { storage, locks, channel } = tab;
  const environment: Environment = {
    ...tab,
    clock: {
      now: tab.clock.now,
      setTimeout(callback, delay) {
        const timer = { isOver: false, handle: undefined as unknown };
        const ring = () => whenAwake(() => timer.isOver || callback());
        timer.handle = tab.clock.setTimeout(ring, delay);
        return timer;
      },
      clearTimeout(timer) {
        if (typeof timer !== 'object' || timer === null) return;
        const own = timer as { isOver: boolean; handle: unknown };
        own.isOver = true;
        tab.clock.clearTimeout(own.handle);
      },
    },
    storage: storage && {
      getItem: storage.getItem,
      setItem(key, value) {
        storage.setItem(key, value);
        if (tab.isOpen()) stored.set(key, value);
      },
      removeItem(key) {
        storage.removeItem(key);
        if (tab.isOpen()) stored.delete(key);
      },
    },
    locks: locks && {
      request: (name: string, ...rest: readonly unknown[]) => {
        const [options, callback] = (rest.length > 1 ? rest : [{}, rest[0]]) as [
          LockOptions,
          LockGrantedCallback<unknown>,
        ];
        const granted = async (lock: Lock | null) => {
          await untilAwake();
          return callback(lock);
        };
        return locks.request(name, options, granted) as Promise<never>;
      },
    },
    channel:
      channel &&
      ((name) => {
        const opened = channel(name);
        let isClosed = false;
        return {
          postMessage: (message) => opened.postMessage(message),
          addEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
            opened.addEventListener(type, (event) =>
              whenAwake(() => {
                if (!isClosed && typeof listener === 'function') listener(event);
              }),
            ),
          close() {
            isClosed = true;
            opened.close();
          },
        };
      }),
  };

  const transport = decorateTransport(
    tab.connect(bank),
    async ({ values, options, send }) => {
      try {
        return await send(values, options);
      } finally {
        await untilAwake();
      }
    },
    (watch) =>
      async function* (options) {
        for await (const event of watch(options)) {
          await untilAwake();
          yield event;
        }
      },
  );

  return {
    environment,
    transport,
    isFrozen: () => frozen,
    freeze: () => void (frozen = true),
    thaw() {
      frozen = false;
      for (const run of waiting.splice(0)) run();
    },
  };
}
