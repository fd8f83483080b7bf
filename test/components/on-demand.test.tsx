/** What is loaded on demand while the network is slow, or fails. */
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionActions, ConnectionList, LiveJob, PurgeButton } from 'connections-kit';
import { createFakeEnvironment } from 'connections-kit/testing';
import { renderWithConnections } from 'connections-kit/testing/react';
import { en } from 'connections-kit/locales/en';
import { buildDetail, buildJob } from '../core/builders';
import type * as onDemand from '../../src/components/on-demand';
import { createScriptedBank } from '../core/scripted-bank';

type OnDemand = typeof onDemand;

/** Another function with each test, for what has come is remembered by it. */
const network = vi.hoisted(() => ({
  asked: [] as { resolve(module: OnDemand): void; reject(error: Error): void }[],
  load: undefined as (() => Promise<OnDemand>) | undefined,
}));
vi.mock('../../src/components/load-on-demand', () => ({
  get loadOnDemand() {
    return network.load;
  },
}));
// What comes late here would be waited for before a page is rendered.
vi.mock('../../src/testing/react/preload', () => ({ preload: () => Promise.resolve() }));

const comes = async () => {
  const module = await import('../../src/components/on-demand');
  await act(async () => network.asked.at(-1)?.resolve(module));
};
const fails = () => act(async () => network.asked.at(-1)?.reject(new Error('network')));
const purge = () => document.querySelector('[data-ck="action-purge"]') as HTMLElement;

async function renderOnBank(
  ui: Parameters<typeof renderWithConnections>[0],
  jobs = [] as ReturnType<typeof buildJob>[],
) {
  const environment = createFakeEnvironment();
  const bank = createScriptedBank([buildDetail()], environment.clock.now);
  for (const job of jobs) bank.jobs.set(job.id, job);
  const rendered = await renderWithConnections(ui, { environment, transport: bank.transport });
  return { ...rendered, bank };
}

beforeEach(() => {
  network.asked = [];
  network.load = () => new Promise((resolve, reject) => void network.asked.push({ resolve, reject }));
});

describe('a destructive button', () => {
  const page = (
    <>
      <PurgeButton connectionId="c1" />
      <ConnectionList />
    </>
  );

  it('is busy until its dialog has come, then asks, and does nothing by itself', async () => {
    const { bank } = await renderOnBank(page);
    fireEvent.click(purge());
    expect(purge()).toHaveAttribute('aria-disabled', 'true');
    fireEvent.click(purge());
    expect(network.asked).toHaveLength(1);
    await comes();
    expect(screen.getByRole('dialog')).toHaveAccessibleName('Delete the stored data from Hooli Bank?');
    expect(purge()).not.toHaveAttribute('aria-disabled');
    expect(bank.called('purgeConnection')).toEqual([]);
  });

  it('says that its dialog did not come, runs nothing without it, and asks for it again when it is pressed again', async () => {
    const { bank, advance } = await renderOnBank(page);
    fireEvent.click(purge());
    await fails();
    await advance(0);
    expect(screen.getByRole('alert')).toHaveTextContent(en.failure.network);
    expect(purge()).toHaveAccessibleDescription(en.failure.network);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bank.called('purgeConnection')).toEqual([]);
    fireEvent.click(purge());
    expect(screen.queryByRole('alert')).toBeNull();
    await comes();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it.each(['pointerEnter', 'focus'] as const)('has its dialog at once where it was loaded on %s', async (event) => {
    await renderOnBank(page);
    fireEvent[event](purge());
    await comes();
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.click(purge());
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it.each([
    ['where the list is', page],
    ['without a list', <PurgeButton key="alone" connectionId="c1" />],
  ])('asks nothing of the next person, where one has left meanwhile, %s', async (_name, shown) => {
    const { client } = await renderOnBank(shown);
    fireEvent.click(purge());
    await act(async () => client.clear());
    await act(async () => void (await client.loadConnection('c1')));
    await comes();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(purge()).not.toHaveAttribute('aria-disabled');
  });

  it('keeps its press when other news comes, on a page without a list', async () => {
    const { client } = await renderOnBank(<ConnectionActions connectionId="c1" />);
    fireEvent.click(purge());
    await act(async () => void (await client.loadConnection('c1')));
    await comes();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('opens nothing where it has gone meanwhile', async () => {
    const { rerender } = await renderOnBank(page);
    fireEvent.click(purge());
    rerender(<ConnectionList />);
    await comes();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a question of the bank', () => {
  const waiting = buildJob({
    status: 'waiting-input',
    challenge: { kind: 'token', question: 'Enter the code.', inputs: ['Code'] },
  });

  it('is read while its form is on its way, and can be answered after a failure', async () => {
    const { client } = await renderOnBank(<LiveJob connectionId="c1" />, [waiting]);
    await act(async () => void (await Promise.all([client.load(), client.loadJobs()])));
    expect(screen.getByText('Enter the code.')).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).toBeNull();
    await fails();
    expect(screen.getByRole('alert')).toHaveTextContent(en.failure.network);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await comes();
    expect(screen.getByRole('textbox', { name: 'Code' })).toBeInTheDocument();
    expect(screen.getAllByText('Enter the code.')).toHaveLength(1);
  });

  it('finds its form there where it comes up while a job runs', async () => {
    const { client, bank, advance } = await renderOnBank(<LiveJob connectionId="c1" />, [
      buildJob({ id: waiting.id, status: 'running' }),
    ]);
    await act(async () => void (await Promise.all([client.load(), client.loadJobs()])));
    await comes();
    expect(screen.queryByRole('textbox')).toBeNull();
    bank.say(waiting.id, waiting);
    await advance(16_000);
    expect(network.asked).toHaveLength(1);
    expect(screen.getByRole('textbox', { name: 'Code' })).toBeInTheDocument();
  });
});
