import type { ReactElement } from 'react';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { JobHistory, LiveJob } from 'connections-kit';
import type { Job } from 'connections-kit/core';
import { createFakeClock, createFakeEnvironment } from 'connections-kit/testing';
import { at, buildJob, buildSteps } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const history = <JobHistory connectionId="c1" />;
const head = (name: RegExp) => screen.getByRole('button', { name });

const heads = () =>
  [...document.querySelectorAll('[data-ck="job-history-trigger"]')].map(({ textContent }) => textContent);

function renderJobs(ui: ReactElement, ...jobs: readonly Partial<Job>[]) {
  return renderScripted(ui, {
    prepare: (bank) => {
      for (const job of jobs.map(buildJob)) bank.jobs.set(job.id, job);
    },
  });
}

describe('a history', () => {
  it('lists the newest first, each with what was done', async () => {
    await renderJobs(
      history,
      { id: 'a', status: 'succeeded', steps: buildSteps('succeeded', 'succeeded'), createdAt: at(-90) },
      { id: 'b', kind: 'purge', status: 'succeeded', recordedBy: 'kit', createdAt: at(-60) },
      { id: 'c', kind: 'revoke', status: 'failed', recordedBy: 'kit', createdAt: at(-30) },
    );
    expect(heads()).toEqual(['Revoke · Failed8:59 AM', 'Purge · data deleted8:59 AM', 'Refresh · 2 steps8:58 AM']);
  });

  it('is by days, each under its name in the reader’s time zone', async () => {
    await renderJobs(
      history,
      { id: 'a', status: 'succeeded', createdAt: '2026-11-22T08:00:00.000Z' },
      { id: 'b', status: 'succeeded', createdAt: '2026-11-21T23:30:00.000Z' },
      { id: 'c', status: 'succeeded', createdAt: '2026-11-01T12:00:00.000Z' },
    );
    const days = screen.getAllByRole('heading', { level: 4 }).map(({ textContent }) => textContent);
    expect(days).toEqual(['Today', 'Yesterday', 'Sunday, November 1, 2026']);
  });

  it('changes the names of the days at midnight', async () => {
    const environment = createFakeEnvironment({ clock: createFakeClock(Date.parse('2026-11-22T23:59:30.000Z')) });
    const { advance } = await renderScripted(history, {
      environment,
      prepare: ({ jobs }) => jobs.set('j1', buildJob({ status: 'succeeded' })),
    });
    expect(screen.getByRole('heading', { name: 'Today' })).toBeInTheDocument();
    await advance(31_000);
    expect(screen.queryByRole('heading', { name: 'Today' })).toBeNull();
    expect(screen.getByRole('heading', { name: 'Yesterday' })).toBeInTheDocument();
  });

  it('shows what was one gesture as belonging together', async () => {
    await renderJobs(
      history,
      { id: 'a', kind: 'purge', status: 'succeeded', recordedBy: 'kit', runId: 'run', createdAt: at(-60) },
      { id: 'b', status: 'succeeded', steps: buildSteps('succeeded'), runId: 'run', createdAt: at(-50) },
      { id: 'c', status: 'succeeded', steps: buildSteps('succeeded'), createdAt: at(-40) },
    );
    const run = within(screen.getByRole('list', { name: 'Purge and refresh' }));
    expect(run.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Refresh · 1 step8:59 AM',
      'Purge · data deleted8:59 AM',
    ]);
    expect(heads()).toHaveLength(3);
  });

  it('gives each entry a reference to copy', async () => {
    await renderJobs(<JobHistory jobId="a" />, { id: 'a', status: 'succeeded', steps: buildSteps('succeeded') });
    expect(screen.getByText('Reference a')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy reference' })).toBeInTheDocument();
  });

  it('names the bank of each entry where it is the history of all', async () => {
    await renderJobs(<JobHistory />, { status: 'succeeded', steps: buildSteps('succeeded') });
    expect(head(/^Refresh · Hooli Bank · 1 step/)).toBeInTheDocument();
  });

  it('opens with the job that it is asked for', async () => {
    await renderJobs(
      <JobHistory connectionId="c1" jobId="b" />,
      { id: 'a', status: 'succeeded', steps: buildSteps('succeeded') },
      { id: 'b', status: 'succeeded', steps: buildSteps('succeeded', 'succeeded') },
    );
    expect(head(/2 steps/)).toHaveAttribute('aria-expanded', 'true');
    expect(head(/1 step(?!s)/)).toHaveAttribute('aria-expanded', 'false');
    expect(within(screen.getByRole('region', { name: /2 steps/ })).getByText('Retrieved accounts')).toBeInTheDocument();
  });

  it('shows all steps, also two of the same name', async () => {
    const step = { key: 'accounts', status: 'succeeded' } as const;
    await renderJobs(<JobHistory jobId="a" />, { id: 'a', status: 'succeeded', steps: [step, step] });
    expect(screen.getAllByText('Retrieved accounts')).toHaveLength(2);
  });

  it('shows no duration that cannot be told', async () => {
    const step = { key: 'accounts', status: 'succeeded', startedAt: 'soon', endedAt: 'later' } as const;
    await renderJobs(<JobHistory jobId="a" />, { id: 'a', status: 'succeeded', steps: [step] });
    expect(document.body).not.toHaveTextContent('NaN');
  });

  it('says that nothing has happened', async () => {
    await renderJobs(history);
    expect(screen.getByText('Nothing has happened here yet.')).toBeInTheDocument();
  });

  it('keeps what is known when it cannot be loaded again, and retries', async () => {
    const { bank, client, advance } = await renderJobs(history, { status: 'succeeded' });
    bank.fail('listJobs', 'network');
    await act(() => client.loadJobs({ connectionId: 'c1' }));
    expect(screen.getByText('The job history could not be loaded')).toBeInTheDocument();
    expect(head(/Refresh/)).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await advance(0);
    expect(screen.queryByText('The job history could not be loaded')).toBeNull();
  });
});

describe('a job that was lost sight of', () => {
  it('says so, and is asked for again: it may have ended meanwhile', async () => {
    const { bank, advance } = await renderJobs(<JobHistory connectionId="c1" jobId="j1" />, {
      deadlineAt: at(10),
    });
    await advance(11_000);
    const region = within(screen.getByRole('region', { name: /Outcome unknown/ }));
    bank.say('j1', { status: 'succeeded', steps: buildSteps('succeeded') });
    fireEvent.click(region.getByRole('button', { name: 'Check again' }));
    await advance(0);
    expect(screen.queryByRole('button', { name: 'Check again' })).toBeNull();
    expect(head(/Refresh · 1 step/)).toBeInTheDocument();
  });

  it('says when it cannot be asked for', async () => {
    const { bank, advance } = await renderJobs(<JobHistory connectionId="c1" jobId="j1" />, { status: 'unknown' });
    bank.fail('getJob', 'timeout');
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await advance(0);
    expect(screen.getByText('The server took too long to answer. Try again later.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Check again' })).toBeInTheDocument();
  });
});

it('a purge whose answer was lost is shown as unconfirmed, and checked by reading the connection', async () => {
  const { bank, client } = await renderJobs(history);
  await act(() => client.load());
  bank.loseAnswer('purgeConnection');
  await act(async () => void (await client.run('c1', 'purge')));
  fireEvent.click(head(/^Purge/));
  expect(
    screen.getByText('We could not find out whether this was done. Check before you repeat it.'),
  ).toBeInTheDocument();
  expect(screen.queryByText('Done in one step.')).toBeNull();
  expect(screen.queryByText(/data deleted/)).toBeNull();
  expect(screen.queryByText(/try again/i), 'nothing urges to repeat what may be done').toBeNull();
  const reads = bank.called('getConnection').length;
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Check again' })));
  expect(bank.called('getConnection')).toHaveLength(reads + 1);
  expect(bank.called('purgeConnection')).toHaveLength(1);
});

describe('the job that goes on', () => {
  const live = (
    <>
      <LiveJob connectionId="c1" />
      <JobHistory />
    </>
  );
  const challenge = { kind: 'token', question: 'Enter the code.', inputs: ['Code'] } as const;
  const waiting = { status: 'waiting-input', challenge } as const;

  it('counts the seconds that it runs', async () => {
    const { advance } = await renderJobs(live, { createdAt: at(-4) });
    const heading = screen.getByRole('heading', { name: /^Refresh · \d+ secs?$/ });
    expect(heading).toHaveTextContent('4 sec');
    await advance(3_000);
    expect(heading).toHaveTextContent('7 sec');
  });

  it('is not there when nothing goes on', async () => {
    await renderJobs(live, { status: 'succeeded' });
    expect(document.querySelector('[data-ck="live-job"]')).toBeNull();
  });

  it('sends the answer to the bank’s question, and empties the field', async () => {
    const { bank, advance } = await renderJobs(live, waiting);
    await advance(5_000);
    const input = screen.getByRole('textbox', { name: 'Code' });
    fireEvent.change(input, { target: { value: '123456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await advance(0);
    expect(bank.called('answerChallenge')).toMatchObject([{ subject: ['j1', ['123456']] }]);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.body.innerHTML).not.toContain('123456');
  });

  it('says when the answer could not be sent, and keeps the field', async () => {
    const { bank, advance } = await renderJobs(live, waiting);
    bank.fail('answerChallenge', 'timeout');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '123456' } });
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await advance(0);
    expect(screen.getByText('The server took too long to answer. Try again later.')).toBeInTheDocument();
    expect(screen.getByRole('textbox')).toHaveValue('123456');
  });

  it('asks each of the bank’s questions, also two in the same words', async () => {
    const questions = { kind: 'security-questions', question: 'Two questions.', inputs: ['Pet?', 'Pet?'] } as const;
    const { bank, advance } = await renderJobs(live, { ...waiting, challenge: questions });
    const inputs = screen.getAllByLabelText('Pet?');
    inputs.forEach((input, index) => fireEvent.change(input, { target: { value: `answer ${index}` } }));
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    await advance(0);
    expect(bank.called('answerChallenge')).toMatchObject([{ subject: ['j1', ['answer 0', 'answer 1']] }]);
  });
});
