import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import {
  ConnectionList,
  ConnectionListItem,
  JobHistory,
  JobHistoryEntries,
  JobHistoryItem,
  JobHistoryRoot,
  PurgeButton,
  RefreshButton,
  useText,
} from 'connections-kit';
import { renderWithConnections } from 'connections-kit/testing/react';
import { at, buildDetail, buildJob, buildSteps } from '../core/builders';
import { createCounter, renderScripted } from './set-up';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    buildDetail({ id: `c${index}`, institution: { id: `AU${index}`, name: `Bank ${index}` } }),
  );

/** What places the rows of a long list comes when it comes. */
async function arePlaced(count: number): Promise<void> {
  if (count <= 100) return;
  const list = () => screen.getAllByRole('listitem')[0]?.parentElement;
  await waitFor(() => expect(list()?.style.blockSize).not.toBe(''), { timeout: 10_000 });
}

it.each([2, 120])('one tick of a job renders one row, of %i', async (count) => {
  const counter = createCounter();
  const list = <ConnectionList renderItem={(id) => counter.around(id, <ConnectionListItem connectionId={id} />)} />;
  const { bank, client, advance } = await renderScripted(counter.around('list', list), {
    connections: numbered(count),
  });
  await arePlaced(count);
  act(() => void client.run('c1', 'refresh'));
  await advance(0);
  bank.say('refresh-1', { status: 'running', steps: buildSteps('running', 'pending', 'pending') });
  counter.reset();
  await advance(1_500);
  expect(screen.getByText('Refreshing · step 1 of 3')).toBeInTheDocument();
  expect(counter.all()).toEqual({ c1: 1, list: 1 });
});

it.each([2, 120])('a connection that changes renders one row, of %i', async (count) => {
  const counter = createCounter();
  const { bank, client } = await renderScripted(
    <ConnectionList renderItem={(id) => counter.around(id, <ConnectionListItem connectionId={id} />)} />,
    { connections: numbered(count) },
  );
  await arePlaced(count);
  // The first one stays where it is; of those that need the person, others would move.
  bank.connections.set('c0', buildDetail({ id: 'c0', status: 'invalid' }));
  counter.reset();
  await act(() => client.loadConnection('c0'));
  expect(screen.getByText('Invalid')).toBeInTheDocument();
  expect(counter.all()).toEqual({ c0: 1 });
});

it.each([2, 90])(
  'one tick of a job, and one row that is opened, renders one row of a history, of %i',
  async (count) => {
    const counter = createCounter();
    const { bank, advance } = await renderScripted(
      <JobHistoryRoot connectionId="c1">
        <JobHistoryEntries renderItem={(id) => counter.around(id, <JobHistoryItem jobId={id} />)} />
      </JobHistoryRoot>,
      {
        prepare({ jobs }) {
          const steps = buildSteps('running', 'pending');
          jobs.set('j0', buildJob({ id: 'j0', steps }));
          for (let index = 1; index < count; index += 1)
            jobs.set(`j${index}`, buildJob({ id: `j${index}`, status: 'succeeded', createdAt: at(-index) }));
        },
      },
    );
    counter.reset();
    bank.say('j0', { steps: buildSteps('succeeded', 'running') });
    await advance(1_500);
    expect(Object.keys(counter.all())).toEqual(['j0']);
    counter.reset();
    fireEvent.click(document.querySelector('[data-job="j1"] button') ?? document.body);
    expect(counter.all()).toEqual({ j1: 1 });
  },
);

it('time that passes renders only what shows it', async () => {
  const counter = createCounter();
  const { advance } = await renderScripted(
    counter.around('list', <ConnectionList renderItem={(id) => <li key={id}>{id}</li>} />),
  );
  counter.reset();
  await advance(20_000);
  expect(counter.of('list')).toBe(0);
});

it('what the provider hands down does not change by itself', async () => {
  const counter = createCounter();
  function Words() {
    return <p>{useText().labels.list.title}</p>;
  }
  const { client, advance } = await renderWithConnections(
    <>
      {counter.around('words', <Words />)}
      <ConnectionList />
      <JobHistory />
      <PurgeButton connectionId="none" />
    </>,
    { scenario: 'happy' },
  );
  const [id = ''] = client.connections.getState().ids;
  counter.reset();
  act(() => void client.run(id, 'purgeAndRefresh'));
  await advance(60_000);
  expect(screen.getByText(/data deleted/)).toBeInTheDocument();
  expect(counter.of('words')).toBe(0);
});

it('a dialog that opens renders nothing beside itself', async () => {
  const counter = createCounter();
  await renderScripted(
    <>
      <PurgeButton connectionId="c1" />
      {counter.around('list', <ConnectionList />)}
    </>,
  );
  counter.reset();
  fireEvent.click(screen.getByRole('button', { name: 'Purge data' }));
  expect(screen.getByRole('dialog')).toBeInTheDocument();
  expect(counter.of('list')).toBe(0);
});

it('a component that goes away in the middle of a job leaves the job going', async () => {
  const { client, rerender, advance } = await renderWithConnections(<ConnectionList />, { scenario: 'happy' });
  const [id = ''] = client.connections.getState().ids;
  rerender(<RefreshButton connectionId={id} />);
  fireEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  await advance(1_000);
  rerender(<p>Elsewhere</p>);
  await advance(30_000);
  const [newest = ''] = client.jobs.getState().idsByConnection[id] ?? [];
  const createdAt = Date.parse(client.jobs.getState().byId[newest]?.createdAt ?? '');
  expect(client.jobs.getState().byId[newest]).toMatchObject({ kind: 'refresh', status: 'succeeded' });
  expect(client.environment.clock.now() - createdAt, 'it is the job of this press').toBeLessThan(60_000);
});
