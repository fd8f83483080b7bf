import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionList, ConnectionListItem, type ConnectionListProps } from 'connections-kit';
import { createConnectionsError } from 'connections-kit/core';
import { playground } from './playground';
import { withSandbox } from './sandbox';
import { withMany, type Many } from './with-many';

const meta = {
  title: 'Components/ConnectionList',
  component: ConnectionList,
} satisfies Meta<typeof ConnectionList>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = {
  ...playground<ConnectionListProps>((props) => <ConnectionList {...props} />),
  decorators: [withSandbox],
};

/** A list that stands on a bank of so many connections. */
const onMany = (many: Many) => ({ args: { onSelect: fn() }, decorators: [withMany(many)] }) satisfies Story;

const rowsOf = async (canvas: HTMLElement) => within(await within(canvas).findByRole('list')).getAllByRole('listitem');

/** Every state that a connection can be in, one institution each; what needs the person stands first. */
export const EveryState: Story = {
  args: { onSelect: fn() },
  decorators: [withSandbox],
  play: async ({ args, canvasElement }) => {
    const list = within(await within(canvasElement).findByRole('list'));
    await expect(list.getAllByRole('listitem').length).toBeGreaterThanOrEqual(12);
    for (const status of ['Active', 'Invalid', 'Failed', 'Pre-init', 'Revoked', 'Unknown']) {
      await expect(list.getAllByText(status)[0]).toBeVisible();
    }
    await userEvent.click(list.getByRole('button', { name: /Hooli Bank/ }));
    await expect(args.onSelect).toHaveBeenCalledOnce();
  },
};

/** Rows that are read, not pressed. */
export const ReadOnly: Story = {
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'happy' } },
  play: async ({ canvasElement }) => {
    const list = await within(canvasElement).findByRole('list');
    await expect(within(list).queryByRole('button')).toBeNull();
  },
};

/** One connection needs neither search nor filters. */
export const One: Story = {
  ...onMany({ count: 1 }),
  play: async ({ canvasElement }) => {
    await expect(await rowsOf(canvasElement)).toHaveLength(1);
    await expect(within(canvasElement).queryByRole('searchbox')).toBeNull();
  },
};

/** From five on the list can be searched, filtered and selected from. */
export const Six: Story = {
  ...onMany({ count: 6 }),
  play: async ({ canvasElement }) => {
    await expect(await rowsOf(canvasElement)).toHaveLength(6);
    await expect(within(canvasElement).getByRole('searchbox', { name: 'Search institutions' })).toBeVisible();
  },
};

export const TwoHundred: Story = {
  ...onMany({ count: 200 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByRole('searchbox'), 'ravig');
    await waitFor(async () => expect((await rowsOf(canvasElement)).length).toBeLessThan(40));
    await expect(canvas.getByRole('button', { name: /^Active \d+$/ })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: /^Needs you \d+$/ }));
    await expect(canvas.getByRole('button', { name: /^Needs you/ })).toHaveAttribute('aria-pressed', 'true');
  },
};

/** Only the rows in view are on the page; each tells its place among all. */
export const TenThousand: Story = {
  ...onMany({ count: 10_000 }),
  play: async ({ canvasElement }) => {
    await waitFor(async () => expect((await rowsOf(canvasElement))[0]?.parentElement?.style.blockSize).not.toBe(''));
    const rows = await rowsOf(canvasElement);
    await expect(rows.length).toBeLessThan(40);
    await expect(rows[0]).toHaveAttribute('aria-setsize', '10000');
    within(canvasElement)
      .getAllByRole('button', { name: /Hooli|Aviato|Raviga|Nucleus|Piper/ })[0]
      ?.focus();
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(document.activeElement?.closest('li')).toHaveAttribute('aria-posinset', '10000'));
  },
};

export const None: Story = {
  ...onMany({ count: 0 }),
  args: { onConnect: fn() },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('No connections yet')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Link a bank' })).toBeVisible();
  },
};

/** None that match, and the way back to all. */
export const NoneMatch: Story = {
  ...onMany({ count: 6 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByRole('searchbox'), 'no such bank');
    await expect(canvas.getByText('No connection matches')).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: 'Show all connections' }));
    await expect(await rowsOf(canvasElement)).toHaveLength(6);
    await userEvent.type(canvas.getByRole('searchbox'), 'no such bank');
  },
};

export const Loading: Story = {
  ...onMany({ count: 6, change: () => ({ listConnections: () => new Promise(() => {}) }) }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('status', { name: 'Loading your connections' })).toBeVisible();
  },
};

export const Failed: Story = {
  ...onMany({ count: 6, failsOnceAt: 0 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Your connections could not be loaded');
  },
};

/** What has come stays; the rest is asked for where it would stand. */
export const LaterPageFailed: Story = {
  ...onMany({ count: 60, pageSize: 20, failsOnceAt: 40 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('The rest could not be loaded')).toBeVisible();
    await expect(await rowsOf(canvasElement)).toHaveLength(40);
    await expect(canvas.getByRole('button', { name: /^Active \d+\+$/ })).toBeVisible();
  },
};

/** A rest that was not asked for yet comes when the end of the list is seen. */
export const MoreToLoad: Story = {
  ...onMany({ count: 2_000, pageSize: 100 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText(/more to load/)).toBeVisible();
  },
};

export const Selecting: Story = {
  ...onMany({ count: 12 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Select' }));
    for (const name of [/^Hooli Bank/, /^Raviga Bank/])
      await userEvent.click(await canvas.findByRole('checkbox', { name }));
    await expect(await canvas.findByText('2 selected')).toBeVisible();
  },
};

/** What was not done, by name and with its reason; what is worth it is tried again at a press. */
export const BulkReport: Story = {
  ...onMany({ count: 12 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Select' }));
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Select all shown' }));
    await userEvent.click(canvas.getByRole('button', { name: 'Refresh' }));
    await expect(await canvas.findByText(/Refreshing · \d+ of \d+ done/)).toBeVisible();
    await expect(
      await canvas.findByText(/Refresh: \d+ done · \d+ not done/, undefined, { timeout: 15_000 }),
    ).toBeVisible();
    await expect(canvas.getByText(/Endframe Mutual was not responding|Endframe Bank was not responding/)).toBeVisible();
  },
};

/** The names of those that are ended, and what becomes of their data, before any is. */
export const BulkRevoke: Story = {
  ...onMany({ count: 12 }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Select' }));
    for (const name of [/^Hooli Bank/, /^Nucleus Bank/])
      await userEvent.click(await canvas.findByRole('checkbox', { name }));
    await userEvent.click(canvas.getByRole('button', { name: 'Revoke' }));
    const dialog = within(await canvas.findByRole('dialog', { name: 'End 2 connections?' }));
    await expect(dialog.getByText(/^Hooli Bank and Nucleus Bank: unlinked for good/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    await expect(await canvas.findByText('Revoke: 1 done · 1 not done')).toBeVisible();
  },
};

export const Narrow: Story = onMany({ count: 12, width: '18rem' });

export const RightToLeft: Story = onMany({ count: 12, dir: 'rtl' });

/** A row of the host; in a long list it takes its place from what `row` says. */
export const OtherRows: Story = {
  ...onMany({ count: 300 }),
  args: { renderItem: (connectionId) => <ConnectionListItem connectionId={connectionId} className="host-row" /> },
  play: async ({ canvasElement }) => {
    await waitFor(async () => expect((await rowsOf(canvasElement))[0]?.parentElement?.style.blockSize).not.toBe(''));
    await expect((await rowsOf(canvasElement))[0]).toHaveClass('host-row');
  },
};

/** Refused by the other side: nobody is signed in. */
export const SignedOut: Story = onMany({
  count: 6,
  change: () => ({
    listConnections() {
      throw createConnectionsError('unauthorized');
    },
  }),
});
