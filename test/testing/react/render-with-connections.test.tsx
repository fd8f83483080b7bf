import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { StrictMode, useEffect } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ConnectionActions,
  ConnectionList,
  ConnectionManager,
  useClient,
  useConnections,
  type ConnectionsClient,
} from 'connections-kit';
import {
  buildConnection,
  buildConnections,
  buildJob,
  createFakeEnvironment,
  createMemoryTransport,
} from 'connections-kit/testing';
import { createMswHandlers } from 'connections-kit/testing/msw';
import { renderWithConnections } from 'connections-kit/testing/react';
import { createRestTransport } from 'connections-kit/transports/rest';

const actions = (
  <>
    <ConnectionList />
    <ConnectionActions connectionId="connection-1" />
  </>
);
const one = { connections: [buildConnection()] };
const dialog = () => within(screen.getByRole('dialog'));
const purge = { name: 'Purge data' };

describe('what the bank holds', () => {
  it('is said in a line, and is there when the promise resolves', async () => {
    await renderWithConnections(<ConnectionList />, {
      connections: buildConnections([{}, { status: 'invalid' }, { status: 'revoked' }]),
    });
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('is nothing for an empty list', async () => {
    const { client } = await renderWithConnections(<ConnectionList />, { connections: [] });
    expect(client.connections.getState().load.status).toBe('ready');
    expect(screen.queryByRole('listitem')).toBeNull();
  });

  it('is refreshed as planned', async () => {
    const { advance, client } = await renderWithConnections(actions, {
      ...one,
      refresh: { duration: 5_000, fails: { code: 'service-unavailable' } },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    await advance(10_000);
    expect(client.connections.getState().byId['connection-1']?.failure?.code).toBe('service-unavailable');
  });

  it('is the past too, and what the person may do', async () => {
    const { client } = await renderWithConnections(<ConnectionManager connectionId="connection-1" />, {
      ...one,
      jobs: [buildJob({ status: 'running' })],
      can: ['listJobs'],
    });
    expect(Object.keys(client.jobs.getState().byId)).toEqual(['job-1']);
    expect(client.availability('connection-1', 'purge')).toMatchObject({ available: false });
  });

  it('is waited for when its answer takes its time', async () => {
    const bank = createMemoryTransport(one);
    const listConnections: typeof bank.listConnections = async (query, options) => {
      for (let turn = 0; turn < 15; turn += 1) await new Promise((resolve) => setTimeout(resolve));
      return bank.listConnections(query, options);
    };
    await renderWithConnections(<ConnectionList />, { transport: { ...bank, listConnections } });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('is said once', async () => {
    const both = renderWithConnections(actions, { ...one, scenario: 'happy' });
    await expect(both).rejects.toThrow(TypeError);
  });
});

describe('a dialog in a page that knows no showModal', () => {
  it('opens, takes the focus, and does on its confirmation what it asked for', async () => {
    const user = userEvent.setup();
    const { advance, client } = await renderWithConnections(actions, one);
    await user.click(screen.getByRole('button', purge));
    expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement);
    await user.click(dialog().getByRole('button', purge));
    await advance(1_000);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(client.connections.getState().byId['connection-1']?.purgedAt).toBeDefined();
  });

  it.each([
    [
      'Cancel',
      (user: ReturnType<typeof userEvent.setup>) => user.click(dialog().getByRole('button', { name: 'Cancel' })),
    ],
    ['Escape', (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Escape}')],
  ])('closes by %s, does nothing, and gives the focus back', async (_name, leave) => {
    const user = userEvent.setup();
    const { client } = await renderWithConnections(actions, one);
    await user.click(screen.getByRole('button', purge));
    expect(screen.getByRole('dialog')).toBeVisible();
    await leave(user);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', purge)).toHaveFocus();
    expect(client.connections.getState().byId['connection-1']?.purgedAt).toBeUndefined();
  });

  it('leaves the page as it was found', async () => {
    const { unmount } = await renderWithConnections(actions, one);
    expect('showModal' in HTMLDialogElement.prototype).toBe(true);
    unmount();
    await Promise.resolve();
    expect('showModal' in HTMLDialogElement.prototype).toBe(false);
  });
});

describe('a page that cannot be rendered', () => {
  it.each(['while it is rendered', 'once it is mounted'])('that throws %s leaves nothing behind', async (moment) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const environment = createFakeEnvironment();
    const seen: ConnectionsClient[] = [];
    const Broken = () => {
      seen.push(useClient());
      useEffect(() => {
        throw new Error('broken');
      });
      if (moment === 'while it is rendered') throw new Error('broken');
      return null;
    };
    await expect(renderWithConnections(<Broken />, { ...one, environment })).rejects.toBeInstanceOf(Error);
    await Promise.resolve();
    expect('showModal' in HTMLDialogElement.prototype).toBe(false);
    await expect(seen[0]?.checkAgain('any')).rejects.toMatchObject({ code: 'disposed' });
    vi.restoreAllMocks();
    await renderWithConnections(actions, one);
    expect('showModal' in HTMLDialogElement.prototype).toBe(true);
  });
});

describe('the client of a rendered page', () => {
  it('stays when the page is rendered again', async () => {
    const seen = new Set<ConnectionsClient>();
    const Ids = ({ title }: { title: string }) => {
      seen.add(useClient());
      return <p>{`${title}: ${useConnections().ids.join()}`}</p>;
    };
    const { rerender, client } = await renderWithConnections(<Ids title="One" />, one);
    rerender(<Ids title="Two" />);
    expect(screen.getByText('Two: connection-1')).toBeVisible();
    expect([...seen]).toEqual([client]);
  });

  it.each([
    ['', actions],
    [' in StrictMode', <StrictMode key="strict">{actions}</StrictMode>],
  ])('is disposed of with it%s, and nothing is left to wait for', async (_name, page) => {
    const { client, environment, unmount } = await renderWithConnections(page, one);
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(environment.clock.pending()).toBeGreaterThan(0);
    unmount();
    await Promise.resolve();
    expect(environment.clock.pending()).toBe(0);
    await expect(client.checkAgain('any')).rejects.toMatchObject({ code: 'disposed' });
  });

  it('is not held up by a bank that never answers', async () => {
    const never = new Promise<never>(() => {});
    const transport = { ...createMemoryTransport(one), listConnections: () => never };
    const { client } = await renderWithConnections(<ConnectionList />, { transport });
    expect(client.connections.getState().load.status).toBe('loading');
  });
});

describe('with the runner’s own fake timers', () => {
  afterEach(() => void vi.useRealTimers());

  it('a page is rendered, moved on and disposed of all the same', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'queueMicrotask', 'Date'] });
    const { advance, client, environment, unmount } = await renderWithConnections(<ConnectionList />, one);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await act(async () => void client.run('connection-1', 'refresh'));
    await advance(10_000);
    expect(client.jobs.getState().idsByConnection['connection-1']).toHaveLength(1);
    unmount();
    await Promise.resolve();
    expect(environment.clock.pending()).toBe(0);
  });
});

describe('with the true REST transport and MSW', () => {
  const server = setupServer();
  afterEach(() => server.close());

  it('a page at a relative address waits for its answers, and follows a refresh to its end', async () => {
    const environment = createFakeEnvironment();
    const { clock } = environment;
    const transport = createMemoryTransport({ ...one, clock });
    server.use(...createMswHandlers({ baseUrl: '/api/bank', transport, clock }));
    server.listen({ onUnhandledRequest: 'error' });
    const rest = createRestTransport({ baseUrl: '/api/bank', clock, push: false });
    const { advance, client, unmount } = await renderWithConnections(actions, { environment, transport: rest });
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    await advance(10_000);
    const { byId, idsByConnection } = client.jobs.getState();
    expect(idsByConnection['connection-1']?.map((id) => byId[id]?.status)).toEqual(['succeeded']);
    unmount();
  });
});
