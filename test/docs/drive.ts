/** What a page does to a host's server of docs/server.md. */
import { expect } from 'vitest';
import type { Transport } from '../../src/core/transport';

/** Leaves once something was told. */
async function hearOf(transport: Transport): Promise<string> {
  const leaving = new AbortController();
  for await (const event of transport.watch?.({ signal: leaving.signal }) ?? []) {
    leaving.abort();
    return event.type;
  }
  return 'nothing';
}

/**
 * What a page does: it reads, it is refused without a session, it changes something, and reads what came of it.
 * @param reveals false where nobody may reveal
 * @returns how many values were revealed
 */
export async function drive(
  transportOf: (headers: Record<string, string>) => Transport,
  reveals = true,
): Promise<number> {
  await expect(transportOf({}).listConnections({})).rejects.toMatchObject({ code: 'unauthorized' });
  const mine = transportOf({ 'x-session': 'user-1' });
  const { items } = await mine.listConnections({ status: 'active' });
  const id = items[0]?.id ?? '';
  expect(items.length).toBeGreaterThan(1);
  const job = await mine.refreshConnection?.(id, { runId: 'run-1' });
  expect(job).toMatchObject({ kind: 'refresh', connectionId: id, runId: 'run-1' });
  expect((await mine.listJobs?.({ ids: [job?.id ?? ''] }))?.items).toHaveLength(1);
  expect(await hearOf(mine)).toBe('job-changed');
  await expect(transportOf({ 'x-session': 'user-2' }).getJob(job?.id ?? '')).rejects.toMatchObject({
    code: 'not-found',
  });
  const reveal = (headers: Record<string, string>) =>
    transportOf({ 'x-session': 'user-1', ...headers }).revealProfile?.(id, 'fullName');
  await expect(reveal({})).rejects.toMatchObject({ code: reveals ? 'step-up-required' : 'forbidden' });
  return reveals ? ((await reveal({ 'x-confirmed': '1' }))?.length ?? 0) : 0;
}
