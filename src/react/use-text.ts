'use client';
/** What the provider says of language, time and network, and how it reaches a component. */
import { useSyncExternalStore } from 'react';
import { useConnectionsContext } from './context';
import type { Text } from './text';

/** The words of the interface in the provider's language, and its formats of dates, numbers and money. */
export function useText(): Text {
  return useConnectionsContext().text;
}

/** Writing direction; Radix wants it told. */
export function useDirection(): 'ltr' | 'rtl' {
  return useConnectionsContext().dir;
}

/**
 * Milliseconds since 1970. On a server and in the first render of its page, the time its data was taken at.
 * @param every milliseconds that the answer stands still
 */
export function useNow(every = 30_000): number {
  const { ticker } = useConnectionsContext();
  const round = (time: number) => Math.floor(time / every) * every;
  return useSyncExternalStore(
    ticker.subscribe,
    () => round(ticker.now()),
    () => round(ticker.initial),
  );
}

/** Whether a time has come; renders when it comes. @param time ISO 8601 */
export function useIsPast(time: string | undefined): boolean {
  const { ticker } = useConnectionsContext();
  const at = time === undefined ? Infinity : Date.parse(time);
  return useSyncExternalStore(
    ticker.subscribe,
    () => ticker.now() >= at,
    () => ticker.initial >= at,
  );
}

/** "Today", "Yesterday" or the date; renders when the day changes. @param day `yyyy-mm-dd` */
export function useDayName(day: string): string {
  const { ticker, text } = useConnectionsContext();
  return useSyncExternalStore(
    ticker.subscribe,
    () => text.dayName(day, ticker.now()),
    () => text.dayName(day, ticker.initial),
  );
}

/** Whether the page is online, as the client sees it. */
export function useOnline(): boolean {
  const { online } = useConnectionsContext().client.environment;
  return useSyncExternalStore(online.subscribe, online.get, () => true);
}

/** Shows one layer above the page, inside the provider's root; `null` takes it away. */
export function useLayer() {
  return useConnectionsContext().showLayer;
}
