/** A story on a bank of as many connections as are wanted. */
import type { Decorator } from '@storybook/react-vite';
import { ConnectionsProvider } from 'connections-kit';
import { createConnectionsClient, type Transport } from 'connections-kit/core';
import { createManyTransport, type ManyOptions } from './many-connections';
import { createFastClock } from './sandbox';

export interface Many extends Omit<ManyOptions, 'clock'> {
  count: number;
  change?(transport: Transport): Partial<Transport>;
  dir?: 'rtl';
  width?: string;
}

export function withMany({ count, change, dir, width, ...options }: Many): Decorator {
  function createClient() {
    const clock = createFastClock(4);
    const transport = createManyTransport(count, { ...options, clock });
    return createConnectionsClient({ transport: { ...transport, ...change?.(transport) }, environment: { clock } });
  }
  return (Story) => (
    <div style={{ inlineSize: width }}>
      <ConnectionsProvider client={createClient} locale="en-AU" timeZone="Australia/Sydney" {...(dir && { dir })}>
        <Story />
      </ConnectionsProvider>
    </div>
  );
}
