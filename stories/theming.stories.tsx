/** The eight tokens, changed live, in both schemes, with the contrast of every pair of colors that follows from them. */
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type CSSProperties } from 'react';
import { expect, waitFor, within } from 'storybook/test';
import { ConnectionManager, ConnectionsProvider, extendLabels, type ConnectionsProviderProps } from 'connections-kit';
import { createConnectionsClient } from 'connections-kit/core';
import { en } from 'connections-kit/locales/en';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { ContrastTable } from './contrast-table';
import './theming.css';

interface Theme {
  accent?: string;
  surface?: string;
  text?: string;
  danger?: string;
  success?: string;
  radius?: string;
  space?: string;
  font?: string;
  density?: NonNullable<ConnectionsProviderProps['density']>;
}

const createClient = () => createConnectionsClient({ transport: createSandboxTransport() });

function Theming({ density = 'comfortable', ...tokens }: Theme) {
  const variables = Object.fromEntries(
    Object.entries(tokens).flatMap(([name, value]) => (value ? [[`--ck-${name}`, value]] : [])),
  );
  return (
    <div className="theming">
      {(['light', 'dark'] as const).map((colorScheme) => (
        <section className="theming-scheme" key={colorScheme} style={{ colorScheme }} aria-label={colorScheme}>
          <Themed variables={variables} density={density} scheme={colorScheme} />
        </section>
      ))}
    </div>
  );
}

interface ThemedProps {
  variables: CSSProperties;
  density: NonNullable<Theme['density']>;
  scheme: string;
}

function Themed({ variables, density, scheme }: ThemedProps) {
  const [connectionId, setConnectionId] = useState<string | null>(null);
  return (
    <ConnectionsProvider
      client={createClient}
      locale="en-AU"
      timeZone="Australia/Sydney"
      density={density}
      labels={extendLabels(en, { list: { title: `Connections, ${scheme}` } })}
      style={variables}
    >
      <ContrastTable caption={`Contrast, ${scheme}`} theme={JSON.stringify(variables)} />
      <ConnectionManager connectionId={connectionId} onConnectionIdChange={setConnectionId} />
    </ConnectionsProvider>
  );
}

const color = { control: 'color' } as const;
const meta = {
  title: 'Theming',
  component: Theming,
  argTypes: {
    accent: { ...color, description: '`--ck-accent`' },
    surface: { ...color, description: '`--ck-surface`' },
    text: { ...color, description: '`--ck-text`' },
    danger: { ...color, description: '`--ck-danger`' },
    success: { ...color, description: '`--ck-success`' },
    radius: { control: 'text', description: '`--ck-radius`' },
    space: { control: 'text', description: '`--ck-space`' },
    font: { control: 'text', description: '`--ck-font`' },
    density: { control: 'inline-radio', options: ['comfortable', 'compact'], description: 'of the provider' },
  },
} satisfies Meta<typeof Theming>;
export default meta;
type Story = StoryObj<typeof meta>;

/** The verdicts of both tables, by pair. */
async function verdictsOf(canvasElement: HTMLElement): Promise<readonly string[]> {
  const page = within(canvasElement);
  await waitFor(() => expect(page.queryByText('not known')).not.toBeInTheDocument());
  return page
    .getAllByRole('table')
    .flatMap((table) => within(table).getAllByRole('row').slice(1))
    .map((row) => row.textContent ?? '');
}

const passes: Story['play'] = async ({ canvasElement }) => {
  const verdicts = await verdictsOf(canvasElement);
  await expect(verdicts).toHaveLength(34);
  await expect(verdicts.filter((row) => !row.endsWith('pass'))).toEqual([]);
};

/** Without a token set. */
export const Default: Story = { play: passes };

/** Accents that are too light or too dark for their text: what is derived of them is readable all the same. */
export const Lemon: Story = { args: { accent: '#ffd400' }, play: passes };
export const Midnight: Story = { args: { accent: '#101a4a', radius: '2px' }, play: passes };
export const Orange: Story = { args: { accent: '#e8590c', danger: '#ff6b6b', success: '#40c057' }, play: passes };
export const Gray: Story = { args: { accent: '#767676', radius: '0', density: 'compact' }, play: passes };

/** The table tells: a surface that leaves its text unreadable is the host's to mend. */
export const Unreadable: Story = {
  args: { text: '#999999', surface: '#ffffff' },
  parameters: { a11y: { test: 'off' } },
  play: async ({ canvasElement }) => {
    const verdicts = await verdictsOf(canvasElement);
    await expect(verdicts.filter((row) => row.includes('Text'))).toEqual(
      expect.arrayContaining([expect.stringContaining('fail, needs 4.5')]),
    );
  },
};
