import { describe, expect, it } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { prefetchConnections } from '../../src/server';
import { connection, createFakeTransport, providerJob } from './fake-transport';

const now = () => Date.parse('2026-01-01T00:00:00Z');

describe('prefetchConnections', () => {
  it('reads the list, one connection in detail, its jobs and the description', async () => {
    const transport = createFakeTransport();
    const detail = { ...connection, profile: { fullName: 'G••• B•••' } };
    transport.getConnection.mockResolvedValue(detail);
    transport.listJobs.mockResolvedValue({ items: [providerJob('j-1')] });
    const state = await prefetchConnections(transport, { connectionId: 'c-1', limit: 5, now });
    expect(state).toMatchObject({
      takenAt: '2026-01-01T00:00:00.000Z',
      connections: [detail],
      jobs: [{ id: 'j-1' }],
      description: { revokeData: 'unknown' },
    });
    expect(transport.listConnections).toHaveBeenCalledWith({ limit: 5 }, {});
    expect(transport.listJobs).toHaveBeenCalledWith({ limit: 5, connectionId: 'c-1' }, {});
  });

  it('adds a connection that the first page does not hold', async () => {
    const transport = createFakeTransport();
    transport.getConnection.mockResolvedValue({ ...connection, id: 'c-9' });
    const { connections } = await prefetchConnections(transport, { connectionId: 'c-9' });
    expect(connections.map(({ id }) => id)).toEqual(['c-1', 'c-9']);
  });

  it('says where the connections end when there are more, and nothing when these are all', async () => {
    const transport = createFakeTransport();
    expect(await prefetchConnections(transport)).not.toHaveProperty('reach');
    transport.listConnections.mockResolvedValue({ items: [connection], nextCursor: 'second page' });
    const { reach } = await prefetchConnections(transport, { limit: 1 });
    expect(reach).toEqual({ complete: false, nextCursor: 'second page' });
  });

  it('leaves out a connection that does not exist', async () => {
    const transport = createFakeTransport();
    transport.getConnection.mockRejectedValue(createConnectionsError('not-found'));
    const { connections } = await prefetchConnections(transport, { connectionId: 'c-9' });
    expect(connections.map(({ id }) => id)).toEqual(['c-1']);
  });

  it('fails as the transport does', async () => {
    const transport = createFakeTransport();
    transport.listConnections.mockRejectedValue(createConnectionsError('network'));
    await expect(prefetchConnections(transport)).rejects.toMatchObject({ code: 'network' });
  });
});
