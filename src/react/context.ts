'use client';
/** What the provider hands down; its value never changes by itself. */
import { createContext, useContext, type Dispatch, type ReactNode, type SetStateAction } from 'react';
import type { ConnectionsClient, ConnectionsState, ConsentStart, JobsState, ReadonlyStore } from '../core';
import type { Receipts } from './receipts';
import type { Text } from './text';
import type { Ticker } from './ticker';
import type { Turns } from './turns';

export interface ConnectionsContextValue {
  client: ConnectionsClient;
  /** The client's stores; their initial state is that of this page's first render, on a server and in the browser. */
  connections: ReadonlyStore<ConnectionsState>;
  jobs: ReadonlyStore<JobsState>;
  text: Text;
  dir: 'ltr' | 'rtl';
  ticker: Ticker;
  /** Milliseconds after which what is known of a connection counts as old. */
  staleAfter: number;
  /** Of the components that could say what concerns the whole page. */
  turns: Turns;
  /** Of the components that could tell how an action on a connection ended. */
  outcomeTurns(connectionId: string): Turns;
  receipts: Receipts;
  onConsent: ((start: ConsentStart) => void) | undefined;
  onStepUp: (() => Promise<void> | void) | undefined;
  onError: ((error: unknown, componentStack: string) => void) | undefined;
  /** Shows one layer above the page, inside the provider's root, so that the button that opened it may go away. */
  showLayer: Dispatch<SetStateAction<Layer | null>>;
}

export interface Layer {
  /** The widget that it was opened in: it goes with that one. */
  opener: string;
  content: ReactNode;
}

export const ConnectionsContext = createContext<ConnectionsContextValue | null>(null);

export function useConnectionsContext(): ConnectionsContextValue {
  const value = useContext(ConnectionsContext);
  if (value === null)
    throw new Error(
      'This component must be inside a <ConnectionsProvider> of the same copy of connections-kit ("npm ls connections-kit" shows whether there are two).',
    );
  return value;
}
