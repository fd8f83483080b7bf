import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionList } from 'connections-kit';
import { createFailure } from '../../../src/core/model/failure';
import type { JobStep } from '../../../src/core/model/job';
import { at, buildDetail, buildJob, buildSteps, start } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const rows = () => screen.getAllByRole('listitem');
const day = 86_400;

describe('a list without connections', () => {
  it('says so, and offers to link one', async () => {
    const onConnect = vi.fn();
    await renderScripted(<ConnectionList onConnect={onConnect} />, { connections: [] });
    expect(screen.getByText('No connections yet')).toBeInTheDocument();
    expect(screen.queryByRole('list')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Link a bank' }));
    expect(onConnect).toHaveBeenCalledTimes(1);
  });

  it('offers nothing where the host cannot link', async () => {
    await renderScripted(<ConnectionList />, { connections: [] });
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says that it loads while nothing is known', async () => {
    const { advance } = await renderScripted(<ConnectionList />, {
      prepare: (bank) => {
        const release = bank.hold('listConnections');
        setTimeout(release, 150);
      },
    });
    expect(screen.getByRole('status', { name: 'Loading your connections' })).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Connections' })).toHaveAttribute('aria-busy', 'true');
    await act(() => new Promise((resolve) => setTimeout(resolve, 200)));
    await advance(0);
    expect(screen.queryByRole('status')).toBeNull();
    expect(rows()).toHaveLength(1);
  });
});

describe('a load that failed', () => {
  it('says what happened and who must act, and is retried', async () => {
    const { advance } = await renderScripted(<ConnectionList />, {
      prepare: (bank) => bank.fail('listConnections', 'bad-response'),
    });
    const alert = within(screen.getByRole('alert'));
    expect(alert.getByText('Your connections could not be loaded')).toBeInTheDocument();
    expect(alert.getByText('Support')).toBeInTheDocument();
    expect(screen.queryByText('No connections yet')).toBeNull();
    fireEvent.click(alert.getByRole('button', { name: 'Try again' }));
    await advance(0);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(rows()).toHaveLength(1);
  });

  it('keeps the rows that are known, and says that they may be old', async () => {
    const { bank, client, advance } = await renderScripted(<ConnectionList />);
    bank.fail('listConnections', 'network');
    await act(() => client.load());
    expect(screen.getByRole('alert')).toHaveTextContent('This may be out of date');
    expect(rows()).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await advance(0);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('quotes the reference for support', async () => {
    await renderScripted(<ConnectionList />, {
      prepare: (bank) =>
        bank.fail('listConnections', 'provider', createFailure('provider', { correlationId: 'ref-42' })),
    });
    expect(screen.getByText('Reference ref-42')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy reference' })).toBeInTheDocument();
  });
});

it('says that the page is offline, and no longer', async () => {
  const { environment } = await renderScripted(<ConnectionList />);
  act(() => environment.setOnline(false));
  expect(screen.getByRole('status')).toHaveTextContent('You are offline.');
  act(() => environment.setOnline(true));
  expect(screen.queryByRole('status')).toBeNull();
});

describe('a row', () => {
  it.each([
    ['synced', { lastSyncedAt: at(-240) }, 'Synced 4 minutes ago', 'success'],
    ['not synced', {}, 'Not synced yet', 'success'],
    ['whose access ends soon', { lastSyncedAt: at(-240), expiresAt: at(5 * day) }, 'Access ends in 5 days', 'warning'],
    [
      'whose access has ended',
      { lastSyncedAt: at(-240), expiresAt: at(-2 * day) },
      'Access ended 2 days ago',
      'warning',
    ],
    ['whose access ends late', { lastSyncedAt: at(-240), expiresAt: at(8 * day) }, 'Synced 4 minutes ago', 'success'],
    ['that needs a sign-in', { status: 'invalid' }, 'Sign in at your bank again', 'danger'],
    ['revoked', { status: 'revoked', revokedAt: at(-2 * day) }, 'Revoked Nov 20, 2026', 'muted'],
    ['revoked some time', { status: 'revoked' }, 'Sharing has stopped', 'muted'],
    ['of a status nobody knows', { status: 'unknown', rawStatus: 'under-review' }, 'Status not available', 'muted'],
  ] as const)('%s says what matters most', async (_name, detail, summary, tone) => {
    await renderScripted(<ConnectionList />, { connections: [buildDetail(detail)] });
    const [row] = rows();
    expect(row).toHaveTextContent(summary);
    expect(row?.querySelector('[data-ck="status-badge"]')).toHaveAttribute('data-tone', tone);
  });

  it('tells how far its job is', async () => {
    await renderScripted(<ConnectionList />, {
      prepare: (bank) => void bank.jobs.set('j1', buildJob({ steps: buildSteps('succeeded', 'running', 'pending') })),
    });
    expect(rows()[0]).toHaveTextContent('Refreshing · step 2 of 3');
    expect(rows()[0]?.querySelector('progress')).toHaveAttribute('value', '1.5');
  });

  it('tells that its job waits for an answer', async () => {
    await renderScripted(<ConnectionList />, {
      prepare: (bank) => void bank.jobs.set('j1', buildJob({ status: 'waiting-input' })),
    });
    expect(rows()[0]).toHaveTextContent('Needs an answer from you');
  });

  it('says a failure in a few words, and who must act', async () => {
    await renderScripted(<ConnectionList />, {
      prepare: (bank) =>
        bank.jobs.set(
          'j1',
          buildJob({ status: 'failed', failure: createFailure('system-unavailable'), updatedAt: at(1) }),
        ),
    });
    expect(rows()[0]).toHaveTextContent('Last time failed · try again later');
    expect(rows()[0]).not.toHaveTextContent('was not responding');
  });

  it('follows the usual times of the bank, and waits near the end of a step that takes longer', async () => {
    const averageDurations = { authenticate: 10_000, accounts: 30_000 };
    const [signIn, accounts] = buildSteps('succeeded', 'running');
    const { advance } = await renderScripted(<ConnectionList />, {
      connections: [buildDetail({ institution: { id: 'AU1', name: 'Hooli Bank', averageDurations } })],
      prepare: (bank) =>
        bank.jobs.set('j1', buildJob({ steps: [signIn, { ...accounts, startedAt: start }] as JobStep[] })),
    });
    const progress = () => Number(rows()[0]?.querySelector('progress')?.getAttribute('value')) / 2;
    expect(rows()[0]).toHaveTextContent('Refreshing · step 2 of 2 · usually about 40 sec');
    expect(progress()).toBeCloseTo(0.25, 1);
    await advance(15_000);
    expect(progress()).toBeCloseTo(0.625, 1);
    await advance(60_000);
    expect(progress()).toBeCloseTo((10 + 28.5) / 40, 2);
  });

  it('offers the way to the bank where the bank needs the person, named with it', async () => {
    const onConsent = vi.fn();
    const { advance } = await renderScripted(<ConnectionList onSelect={vi.fn()} />, {
      connections: [buildDetail({ status: 'invalid' })],
      provider: { onConsent },
    });
    const fix = within(rows()[0] as HTMLElement).getByRole('button', { name: 'Sign in at your bank' });
    expect(fix).toHaveAccessibleDescription('Hooli Bank');
    fireEvent.click(fix);
    await advance(0);
    expect(onConsent).toHaveBeenCalledTimes(1);
  });

  it('leads to the question that its job waits with', async () => {
    const onSelect = vi.fn();
    await renderScripted(<ConnectionList onSelect={onSelect} />, {
      prepare: (bank) => void bank.jobs.set('j1', buildJob({ status: 'waiting-input' })),
    });
    fireEvent.click(screen.getByRole('button', { name: 'Answer now' }));
    expect(onSelect).toHaveBeenCalledExactlyOnceWith('c1');
  });

  it('is a button only where it can be chosen', async () => {
    const onSelect = vi.fn();
    const { rerender } = await renderScripted(<ConnectionList />);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(<ConnectionList onSelect={onSelect} selectedId="c1" />);
    const button = within(screen.getByRole('list')).getByRole('button');
    expect(button).toHaveAttribute('aria-current', 'true');
    fireEvent.click(button);
    expect(onSelect).toHaveBeenCalledExactlyOnceWith('c1');
  });

  it('goes when the connection is no longer listed', async () => {
    const { bank, client } = await renderScripted(<ConnectionList />, {
      connections: [buildDetail(), buildDetail({ id: 'c2' })],
    });
    expect(rows()).toHaveLength(2);
    bank.connections.delete('c1');
    await act(() => client.load());
    expect(rows()).toHaveLength(1);
  });
});
