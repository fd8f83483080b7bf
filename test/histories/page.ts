/**
 * One page in one tab, from its opening to its end.
 *
 * - Messages and locks come to it a millisecond later, so that what is ready in one page is done before the others hear of it.
 * - A frozen one runs nothing: timers, messages and answers that come to it wait until it is thawed. Only a lock wakes it.
 */
import type { Environment } from '../../src/core/client/environment';
import type { Clock } from '../../src/core/model/clock';
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

interface Options {
  tab: FakeTab;
  /** Of the browser: what comes from other tabs is not held up by a tab's own slow timers. */
  clock: Clock;
  bank: Transport;
  /** What all tabs have in their storage, to be looked into. */
  stored: Map<string, string>;
}

export function surround({ tab, clock, bank, stored }: Options): Surroundings {
  const waiting: (() => void)[] = [];
  let frozen = false;

  function whenAwake(run: () => void): void {
    if (frozen) waiting.push(run);
    else run();
  }
  const onItsWay = () => new Promise<void>((resolve) => clock.setTimeout(resolve, 1));
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
          await onItsWay();
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
            opened.addEventListener(type, (event) => {
              const hear = () => {
                if (!isClosed && tab.isOpen() && typeof listener === 'function') listener(event);
              };
              clock.setTimeout(() => whenAwake(hear), 1);
            }),
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
