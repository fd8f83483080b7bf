/** Renders what uses the kit on a bank in memory and a clock that the test holds; works in jsdom. */
import { act, render, type RenderOptions, type RenderResult } from '@testing-library/react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import type { ConnectionsClient } from '../../core/client/client';
import { createConnectionsClient } from '../../core/client/create-client';
import type { Transport } from '../../core/transport';
import { ConnectionsProvider, type ConnectionsProviderProps } from '../../react/connections-provider';
import { createSandboxTransport } from '../../transports/sandbox/sandbox-transport';
import { createFakeEnvironment, type FakeEnvironment } from '../environment';
import { createMemoryTransport, type MemoryTransportOptions } from '../memory-transport';
import { installModalDialogs } from './modal-dialogs';
import { preload } from './preload';
import { createSettling } from './settle';

/** Which bank: a `transport`, or `connections` with what else `createMemoryTransport` takes, or the sandbox bank. */
export interface RenderWithConnectionsOptions
  extends Omit<RenderOptions, 'wrapper' | 'queries'>, Omit<MemoryTransportOptions, 'clock'> {
  transport?: Transport;
  /** Of the sandbox bank: for all institutions, or by institution id. */
  scenario?: string | Readonly<Record<string, string>>;
  environment?: FakeEnvironment;
  /** Words, language, time zone (UTC when absent) and what else the provider takes. */
  provider?: Omit<ConnectionsProviderProps, 'client' | 'children'>;
}

/** What Testing Library's `render` gives, with the client, and the surroundings that it lives by. */
export interface RenderedWithConnections extends RenderResult {
  /** Disposed of when the page is unmounted. */
  client: ConnectionsClient;
  environment: FakeEnvironment;
  /** Moves the clock on, in milliseconds; what is due happens, and the page has rendered it. */
  advance(milliseconds: number): Promise<void>;
}

/** Resolves when the page has what it asked for. @throws TypeError for two banks */
export async function renderWithConnections(
  ui: ReactElement,
  options: RenderWithConnectionsOptions = {},
): Promise<RenderedWithConnections> {
  const { transport, scenario, connections, jobs, can, refresh, ...others } = options;
  const { environment = createFakeEnvironment(), provider, ...renderOptions } = others;
  const { clock } = environment;
  const settling = createSettling();
  const facts = withoutAbsent({ connections, jobs, can, refresh });
  const hasFacts = Object.keys(facts).length > 0;
  if ([transport !== undefined, scenario !== undefined, hasFacts].filter(Boolean).length > 1)
    throw new TypeError(
      'Give a transport, or a scenario, or connections (with jobs, can and refresh): they are three banks.',
    );
  const bank =
    transport ??
    (hasFacts
      ? createMemoryTransport({ ...facts, clock })
      : createSandboxTransport(withoutAbsent({ scenario, clock })));
  await preload();
  const client = settling.client(createConnectionsClient({ transport: settling.transport(bank), environment }));
  const stopWaiting = clock.waitFor(settling.settle);
  const uninstallDialogs = installModalDialogs();
  let hasEnded = false;
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    stopWaiting();
    uninstallDialogs();
    client.dispose();
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ConnectionsProvider timeZone="UTC" {...provider} client={client}>
      <WhileMounted end={end}>{children}</WhileMounted>
    </ConnectionsProvider>
  );
  const result = renderOr(end, () => render(ui, { ...renderOptions, wrapper }));
  const advance = (milliseconds: number) => act(() => clock.advance(milliseconds));
  await advance(0);
  return { ...result, client, environment, advance };
}

/** What throws while it is rendered first was never mounted, so nothing is unmounted. */
function renderOr(end: () => void, first: () => RenderResult): RenderResult {
  try {
    return first();
  } catch (thrown) {
    end();
    throw thrown;
  }
}

/** StrictMode mounts again at once: only what stays unmounted has ended. By a promise, which no runner's fake timers hold up. */
function WhileMounted({ end, children }: { end: () => void; children: ReactNode }) {
  const mounts = useRef(0);
  useEffect(() => {
    const mount = (mounts.current += 1);
    return () => {
      void Promise.resolve().then(() => mounts.current === mount && end());
    };
    // What ends is of this one page: another `end` is never given.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return children;
}

function withoutAbsent<T extends object>(facts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never;
}
