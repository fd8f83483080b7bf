import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  ConnectionList,
  useConnection,
  useConnectionCounts,
  useConnections,
  useJob,
  useJobs,
  useUnsettledJob,
} from 'connections-kit';
import { at, buildDetail, buildJob } from '../core/builders';
import { createProbe, renderScripted } from './set-up';

const several = ['first', 'second', 'third'];

describe('what several ask for at once is loaded once', () => {
  it.each<[string, () => unknown, string]>([
    ['useConnections', () => useConnections(), 'listConnections'],
    ['useConnection', () => useConnection('c1'), 'getConnection'],
    ['useJobs', () => useJobs({ connectionId: 'c1' }), 'listJobs'],
    ['useJob', () => useJob('j1'), 'getJob'],
  ])('by %s', async (_name, useHook, method) => {
    const probe = createProbe(() => [useHook()]);
    const { bank } = await renderScripted(
      <>
        {several.map((name) => (
          <div key={name}>{probe.again()}</div>
        ))}
      </>,
      { prepare: (bank) => void bank.jobs.set('j1', buildJob({ status: 'succeeded' })) },
    );
    expect(bank.methods().filter((called) => called === method)).toHaveLength(1);
  });
});

describe('useConnections', () => {
  it('gives the ids in the order of the transport, and loads again on request', async () => {
    const probe = createProbe(useConnections);
    const { bank, advance } = await renderScripted(probe.element, {
      connections: ['c3', 'c1', 'c2'].map((id) => buildDetail({ id })),
    });
    expect(probe.current()).toMatchObject({ ids: ['c3', 'c1', 'c2'], load: { status: 'ready', complete: true } });
    act(() => probe.current().reload());
    expect(probe.current().load.status).toBe('loading');
    await advance(0);
    expect(bank.called('listConnections')).toHaveLength(2);
  });

  it('shows what came with the page at once, and asks whether it still holds', async () => {
    const probe = createProbe(useConnections);
    const initialState = { takenAt: at(-60), connections: [buildDetail()], jobs: [] };
    let answer = () => {};
    const { bank, advance } = await renderScripted(probe.element, {
      provider: { initialState },
      connections: [buildDetail({ id: 'c2' })],
      prepare: (bank) => (answer = bank.hold('listConnections')),
    });
    expect(probe.current().ids).toEqual(['c1']);
    answer();
    await advance(0);
    expect(probe.current().ids).toEqual(['c2']);
    expect(bank.called('listConnections')).toHaveLength(1);
  });
});

describe('useConnection', () => {
  it('keeps what is known when its detail cannot be loaded again', async () => {
    const probe = createProbe(() => useConnection('c1'));
    const { bank, advance } = await renderScripted(probe.element);
    bank.fail('getConnection', 'timeout');
    act(() => probe.current().reload());
    await advance(0);
    expect(probe.current()).toMatchObject({
      load: { status: 'failed', failure: { code: 'timeout' } },
      connection: { detail: { accounts: [{ id: 'a1' }] } },
    });
  });

  it('follows the id that it is given', async () => {
    let id = 'c1';
    const probe = createProbe(() => useConnection(id));
    const { bank, advance, rerender } = await renderScripted(<div>{probe.element}</div>, {
      connections: [buildDetail(), buildDetail({ id: 'c2' })],
    });
    id = 'c2';
    rerender(<div>{probe.again()}</div>);
    await advance(0);
    expect(probe.current().connection?.id).toBe('c2');
    expect(bank.called('getConnection').map(({ subject }) => subject)).toEqual(['c1', 'c2']);
  });
});

describe('useJobs and useJob', () => {
  const history = [
    buildJob({ id: 'old', status: 'succeeded', createdAt: at(-60) }),
    buildJob({ id: 'new', status: 'succeeded', createdAt: at(-10) }),
    buildJob({ id: 'other', connectionId: 'c2', status: 'succeeded', createdAt: at(-30) }),
  ];
  const prepare: NonNullable<Parameters<typeof renderScripted>[1]>['prepare'] = (bank) => {
    for (const job of history) bank.jobs.set(job.id, job);
  };

  it('give the newest first, of one connection or of all', async () => {
    const probe = createProbe(() =>
      [useJobs({ connectionId: 'c1' }).jobs, useJobs().jobs].map((jobs) => jobs.map(({ id }) => id)),
    );
    await renderScripted(probe.element, { prepare });
    expect(probe.current()).toEqual([
      ['new', 'old'],
      ['new', 'other', 'old'],
    ]);
  });

  it('follow a job that was not known', async () => {
    const probe = createProbe(() => [useJob('j1')?.status]);
    const { bank, advance } = await renderScripted(probe.element, {
      prepare: (bank) => void bank.jobs.set('j1', buildJob()),
    });
    expect(probe.current()).toEqual(['running']);
    bank.say('j1', { status: 'succeeded' });
    await advance(2_000);
    expect(probe.current()).toEqual(['succeeded']);
  });

  it('say nothing of a job that does not exist', async () => {
    const probe = createProbe(() => [useJob('nowhere')]);
    await renderScripted(probe.element);
    expect(probe.current()).toEqual([undefined]);
  });
});

it('useUnsettledJob gives what goes on now, and nothing once it has ended', async () => {
  const probe = createProbe(() => [useUnsettledJob('c1')?.id]);
  const { bank, client, advance } = await renderScripted(probe.element);
  await act(async () => void client.run('c1', 'refresh'));
  expect(probe.current()).toEqual(['refresh-1']);
  bank.say('refresh-1', { status: 'failed' });
  await advance(2_000);
  expect(probe.current()).toEqual([undefined]);
});

it('useConnectionCounts counts what is linked and what needs the person', async () => {
  const probe = createProbe(useConnectionCounts);
  await renderScripted(
    <>
      {probe.element}
      <ConnectionList />
    </>,
    {
      connections: [
        buildDetail({ id: 'c1' }),
        buildDetail({ id: 'c2', status: 'invalid' }),
        buildDetail({ id: 'c3', status: 'revoked' }),
      ],
    },
  );
  expect(probe.current()).toEqual({ linked: 2, needingYou: 1 });
  expect(screen.getByText('2 linked · 1 needs you')).toBeInTheDocument();
});
