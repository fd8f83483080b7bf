import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ConnectionList, ConnectionManager, ConnectionProfile, JobHistory, PageNotice, useJobs } from 'connections-kit';
import { buildDetail } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const everything = (
  <>
    <ConnectionList />
    <ConnectionProfile connectionId="c1" />
    <JobHistory connectionId="c1" />
  </>
);
const signedOut = () => screen.queryAllByText('You have been signed out');
const skeletons = () => document.querySelectorAll('[data-ck="skeleton"]');

describe('a session that has ended', () => {
  it.each([
    ['separate parts', everything],
    ['the manager', <ConnectionManager key="manager" />],
  ])('is one notice for the whole page, of %s: what was known stays, and actions say so', async (_name, page) => {
    const { bank, client, advance } = await renderScripted(page);
    bank.signedOut = true;
    await act(async () => {
      await Promise.all([client.load(), client.loadConnection('c1'), client.loadJobs({ connectionId: 'c1' })]);
      await client.run('c1', 'refresh');
    });
    await advance(1_000);
    expect(signedOut()).toHaveLength(1);
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(document.querySelectorAll('[data-tone="danger"]')).toHaveLength(0);
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Refresh' })).toHaveAccessibleDescription(
      'You are signed out. Sign in again first.',
    );
  });

  it('is noticed within a second where only a poll was refused', async () => {
    const { bank, client, advance } = await renderScripted(everything);
    await act(async () => void client.run('c1', 'refresh'));
    bank.signedOut = true;
    await advance(3_000);
    expect(signedOut()).toHaveLength(1);
  });

  it('is over with the next sign-in: what was refused is asked for again', async () => {
    const { bank, advance } = await renderScripted(everything, { prepare: (bank) => (bank.signedOut = true) });
    expect(signedOut()).toHaveLength(1);
    expect(skeletons()).toHaveLength(0);
    bank.signedOut = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await advance(1_000);
    expect(signedOut()).toHaveLength(0);
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
  });
});

it.each([
  ['separate parts', everything],
  ['the manager', <ConnectionManager key="manager" />],
])('a log-out by the host leaves one notice and nothing that pretends to load, of %s', async (_name, page) => {
  const { client, advance } = await renderScripted(page);
  await act(() => client.clear());
  await advance(60_000);
  expect(signedOut()).toHaveLength(1);
  expect(skeletons()).toHaveLength(0);
  expect(document.body).not.toHaveTextContent('Hooli Bank');
  expect(document.body).not.toHaveTextContent('no longer exists');
  await act(() => client.load());
  await advance(0);
  expect(signedOut()).toHaveLength(0);
  expect(document.body).toHaveTextContent('Hooli Bank');
});

it('a log-out is over when only jobs are asked for again', async () => {
  function Jobs() {
    const { jobs, reload } = useJobs();
    return <button onClick={reload}>{jobs.length} jobs</button>;
  }
  const { client, advance } = await renderScripted(
    <>
      <PageNotice />
      <Jobs />
    </>,
  );
  expect(signedOut()).toHaveLength(0);
  await act(() => client.clear());
  expect(signedOut()).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: '0 jobs' }));
  await advance(0);
  expect(signedOut()).toHaveLength(0);
});

describe('offline', () => {
  it('is said once, with the time of what is shown', async () => {
    const { environment, advance } = await renderScripted(everything);
    await advance(60_000);
    act(() => environment.setOnline(false));
    expect(screen.getAllByText('You are offline. What you see was last checked at 9:00 AM.')).toHaveLength(1);
  });

  it('is why a read failed: it is not said twice', async () => {
    const { bank, client, environment } = await renderScripted(everything);
    act(() => environment.setOnline(false));
    bank.fail('listConnections', 'network');
    await act(() => client.load());
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getAllByText(/^You are offline\. What/)).toHaveLength(1);
  });
});

describe('a connection that does not exist any more', () => {
  const two = [buildDetail(), buildDetail({ id: 'c2', institution: { id: 'AU2', name: 'Nucleus Bank' } })];
  const gone = () => screen.queryByText('This connection no longer exists');
  const choose = () => fireEvent.click(screen.getByRole('button', { name: /Hooli Bank/ }));

  it('is said so in the place of the chosen one, with a way back', async () => {
    const { bank, client, advance } = await renderScripted(<ConnectionManager />, { connections: two });
    choose();
    bank.connections.delete('c1');
    await act(() => client.load());
    expect(gone()).toBeInTheDocument();
    expect(screen.queryByRole('tab')).toBeNull();
    fireEvent.click(document.querySelector('[data-ck="leave"]') as HTMLElement);
    await advance(0);
    expect(gone()).toBeNull();
    expect(screen.getByRole('heading', { name: 'Nucleus Bank' })).toBeInTheDocument();
  });

  it('also where the list still names it: its own reading says so, and stays while it is checked', async () => {
    const { bank, client, advance } = await renderScripted(<ConnectionManager />, { connections: two });
    choose();
    const detail = bank.connections.get('c1');
    bank.connections.delete('c1');
    await act(() => client.loadConnection('c1'));
    expect(gone()).toBeInTheDocument();
    const release = bank.hold('getConnection');
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await advance(0);
    expect(gone(), 'no flicker').toBeInTheDocument();
    if (detail) bank.connections.set('c1', detail);
    release();
    await advance(0);
    expect(gone()).toBeNull();
    expect(screen.getByRole('tab', { name: 'Overview' })).toBeInTheDocument();
  });
});

describe('what was not checked for long', () => {
  const notice = () => screen.queryByText(/^Not checked since .* What you see may be out of date\.$/);

  it.each(['active', 'invalid', 'unknown'] as const)(
    'is said in the row and in the profile, whatever: %s',
    async (status) => {
      const { advance } = await renderScripted(<ConnectionManager />, { connections: [buildDetail({ status })] });
      await advance(10 * 60_000);
      expect(notice()).toBeNull();
      await advance(2_000);
      expect(notice()).toHaveTextContent('Not checked since 9:00 AM.');
      expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('Not checked since 9:00 AM');
    },
  );

  it('stays said while it is checked, and is gone with the answer', async () => {
    const { bank, advance } = await renderScripted(<ConnectionManager />, { provider: { staleAfter: 5_000 } });
    await advance(7_000);
    const release = bank.hold('getConnection');
    const check = screen.getByRole('button', { name: 'Check again' });
    fireEvent.click(check);
    await advance(0);
    expect(notice()).toBeInTheDocument();
    expect(check).toHaveAttribute('data-busy', '');
    release();
    await advance(0);
    expect(notice()).toBeNull();
    expect(screen.getAllByRole('listitem')[0]).not.toHaveTextContent('Not checked');
  });

  it('is one notice with why the check failed', async () => {
    const { bank, advance } = await renderScripted(<ConnectionProfile connectionId="c1" />, {
      provider: { staleAfter: 5_000 },
    });
    await advance(7_000);
    bank.fail('getConnection', 'timeout');
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await advance(0);
    expect(document.querySelectorAll('[data-ck="notice"]')).toHaveLength(1);
    expect(notice()).toBeInTheDocument();
    expect(screen.getByText(/took too long to answer/)).toBeInTheDocument();
  });
});
