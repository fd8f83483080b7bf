'use client';
import { useEffect, useMemo, useState, useSyncExternalStore, type CSSProperties, type ReactNode } from 'react';
import { defaultStaleAfter, type ClientState, type ConsentStart } from '../core';
import { en } from '../locales/en';
import type { Labels } from '../locales/labels';
import { ConnectionsContext, type ConnectionsContextValue, type Layer } from './context';
import { createReceipts } from './receipts';
import { createText } from './text';
import { createTurns, createTurnsOf } from './turns';
import { useClientOf, type ClientSource } from './use-client-of';

/** Only `client` is needed. Language, time zone and density may change at any time; another `client` begins anew. */
export interface ConnectionsProviderProps {
  /**
   * A client of yours, or a factory of new ones. Each mount has one client of the factory, which is started and disposed of with it.
   * The factory may be called more often, for renders that React throws away: a client that is not started has no effect. On a
   * server always a factory.
   */
  client: ClientSource;
  /**
   * What a server rendered with (`prefetchConnections` of `connections-kit/server`, or a client's `snapshot()`): the first
   * render shows it, then it is read again. Counts with a new client only.
   */
  initialState?: ClientState | undefined;
  /** The words, from `connections-kit/locales/…`, changed with `extendLabels`. English unless said otherwise. */
  labels?: Labels | undefined;
  /** BCP 47; dates, numbers and plurals follow it. That of the labels unless said otherwise. */
  locale?: string | undefined;
  /** Writing direction; that of the labels unless said otherwise. */
  dir?: 'ltr' | 'rtl' | undefined;
  /** How much room rows, controls and gaps take; comfortable unless said otherwise. */
  density?: 'comfortable' | 'compact' | undefined;
  /** IANA name; the browser's unless said otherwise, and UTC on a server. */
  timeZone?: string | undefined;
  /** Milliseconds after which the page says that a connection was not checked since; 10 minutes unless said otherwise. */
  staleAfter?: number | undefined;
  /**
   * Takes over the way to the bank's consent page; the page navigates there by itself otherwise. What it is given is a
   * credential: keep it nowhere. A `token` needs this, for there is no page to go to.
   */
  onConsent?: ((start: ConsentStart) => void) | undefined;
  /**
   * Lets the person confirm who they are; what was refused for lack of it is then asked once more. Reject, and it stays
   * refused.
   */
  onStepUp?: (() => Promise<void> | void) | undefined;
  /** A widget broke while it was drawn; the person sees a notice in its place and can have it drawn again. For your error tracker. */
  onError?: ((error: unknown, componentStack: string) => void) | undefined;
  /** Of the root, as `style` is. */
  className?: string | undefined;
  style?: CSSProperties | undefined;
  children?: ReactNode;
}

/**
 * Gives the components below it their client and their words, and is the element (`data-ck="root"`) that styles and dialogs
 * live in. Starts the client while it is mounted. Loads nothing: each component loads what it shows.
 */
export function ConnectionsProvider(props: ConnectionsProviderProps) {
  const { labels = en, density = 'comfortable', staleAfter = defaultStaleAfter } = props;
  const { locale = labels.locale, dir = labels.direction } = props;
  const { onConsent, onStepUp, onError, className, style, children } = props;
  const source = useClientOf(props.client, props.initialState);
  const ownTimeZone = useSyncExternalStore(noSubscription, readTimeZone, serverTimeZone);
  const timeZone = props.timeZone ?? ownTimeZone;
  const [layer, showLayer] = useState<Layer | null>(null);
  useEffect(() => {
    // What was being asked of one person must not stand before the next.
    const stop = source.client.connections.subscribe(
      (now, before) => now.session !== before.session && showLayer(null),
    );
    return () => {
      stop();
      showLayer(null);
    };
  }, [source]);
  const [turns] = useState(createTurns);
  const [outcomeTurns] = useState(createTurnsOf);
  const [receipts] = useState(createReceipts);
  const text = useMemo(() => createText(labels, locale, timeZone), [labels, locale, timeZone]);
  const value = useMemo<ConnectionsContextValue>(
    () => ({
      ...source,
      text,
      dir,
      staleAfter,
      turns,
      outcomeTurns,
      receipts,
      onConsent,
      onStepUp,
      onError,
      showLayer,
    }),
    [source, text, dir, staleAfter, turns, outcomeTurns, receipts, onConsent, onStepUp, onError],
  );
  return (
    <ConnectionsContext.Provider value={value}>
      <Effect of={source.takeIn} />
      <div data-ck="root" data-density={density} dir={dir} lang={locale} className={className} style={style}>
        {children}
        {layer?.content}
      </div>
    </ConnectionsContext.Provider>
  );
}

/** Stands before those whose effects are to find it done. */
function Effect({ of: effect }: { of(): void }) {
  useEffect(effect, [effect]);
  return null;
}

const noSubscription = () => () => {};
let browserTimeZone: string | undefined;
const readTimeZone = () => (browserTimeZone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone);
const serverTimeZone = () => 'UTC';
