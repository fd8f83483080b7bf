import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { JobHistory } from 'connections-kit';
import { createFailure, type Job } from 'connections-kit/core';
import { at, buildDetail, buildSteps } from '../../core/builders';
import { button, renderHistory, rows } from './set-up';

const failed = (code: string, job: Partial<Job> = {}) =>
  ({ id: 'f', status: 'failed', failure: createFailure(code), steps: buildSteps('failed'), ...job }) as const;
const ui = <JobHistory connectionId="c1" jobId="f" />;
const body = () => within(screen.getByRole('region', { name: /^(Refresh|Purge)/ }));
const retry = () => body().queryByRole('button', { name: 'Try again' });
const institution = { id: 'AU00001', name: 'Hooli Bank', recoveryUrl: 'https://hooli.example/forgotten' };

describe('a job that failed', () => {
  it('says in its row why, before it is opened', async () => {
    await renderHistory([failed('service-unavailable')]);
    expect(
      screen.getByText('Hooli Bank was not responding. Nothing for you to do; try again later.'),
    ).toBeInTheDocument();
    fireEvent.click(button(/^Refresh · Failed/));
    expect(screen.getAllByText(/Hooli Bank was not responding/)).toHaveLength(1);
  });

  it('is tried again by a press', async () => {
    const { bank, advance } = await renderHistory([failed('service-unavailable')], { ui });
    fireEvent.click(retry() ?? document.body);
    await advance(0);
    expect(bank.called('refreshConnection')).toHaveLength(1);
    expect(rows()).toHaveLength(2);
  });

  it('keeps the focus in the history when its button leaves', async () => {
    const { advance } = await renderHistory([failed('service-unavailable')], { ui });
    act(() => retry()?.focus());
    fireEvent.click(retry() ?? document.body);
    await advance(0);
    expect(screen.getByRole('heading', { name: 'Job history' })).toContainElement(
      document.activeElement as HTMLElement,
    );
  });

  it('asks before a purge is tried again', async () => {
    const { bank } = await renderHistory([failed('conflict', { kind: 'purge', steps: [] })], { ui });
    fireEvent.click(retry() ?? document.body);
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    expect(bank.called('purgeConnection')).toHaveLength(0);
  });

  it('is not tried again where that cannot help', async () => {
    await renderHistory([failed('no-production-access')], { ui });
    expect(retry()).toBeNull();
    expect(body().getByText('The makers of this app')).toBeInTheDocument();
  });

  it('is not tried again once something came after it', async () => {
    await renderHistory([{ id: 'n', status: 'succeeded', createdAt: at(60) }, failed('service-unavailable')], { ui });
    expect(retry()).toBeNull();
  });

  it('is not tried again at a connection that was ended', async () => {
    await renderHistory([failed('service-unavailable')], {
      ui,
      connections: [buildDetail({ status: 'revoked' })],
    });
    expect(retry()).toBeNull();
  });

  it('says why it cannot be tried again yet, and until when', async () => {
    await renderHistory([failed('rate-limited')], {
      ui,
      connections: [buildDetail({ refreshAvailableAt: at(600) })],
    });
    expect(retry()).toHaveAttribute('aria-disabled', 'true');
    expect(retry()).toHaveAccessibleDescription(/Available again .*9:10/);
  });

  it('leads to the bank’s page for a forgotten sign-in, where that is what failed', async () => {
    const connections = [buildDetail({ institution })];
    await renderHistory([failed('invalid-credentials')], { ui, connections });
    const link = body().getByRole('link', { name: 'Recover your sign-in at Hooli Bank' });
    expect(link).toHaveAttribute('href', institution.recoveryUrl);
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it('leads nowhere else', async () => {
    await renderHistory([failed('service-unavailable')], { ui, connections: [buildDetail({ institution })] });
    expect(body().queryByRole('link')).toBeNull();
  });

  it('leads to the bank where the connection has to be renewed there', async () => {
    await renderHistory([failed('invalid-connection')], { ui, connections: [buildDetail({ status: 'invalid' })] });
    expect(body().getByRole('button', { name: 'Sign in at your bank' })).toBeInTheDocument();
  });
});

describe('a job that goes on', () => {
  const averages = { authenticate: 10_000, accounts: 30_000 };
  const connections = [buildDetail({ institution: { ...institution, averageDurations: averages } })];
  const running = { id: 'f', status: 'running', steps: buildSteps('running', 'pending') } as const;
  const bar = () => body().getByRole<HTMLProgressElement>('progressbar');

  it('shows how far it is and how long it usually takes, and never that it is done', async () => {
    const { advance } = await renderHistory([running], { ui, connections });
    expect(body().getByText('usually about 40 sec')).toBeInTheDocument();
    await advance(5_000);
    expect(bar().value).toBeCloseTo(0.125, 2);
    await advance(36_000);
    expect(body().getByText('taking longer than usual')).toBeInTheDocument();
    expect(bar().value).toBeLessThan(1);
  });

  it('says when the service tries again by itself', async () => {
    await renderHistory([{ ...running, retryAt: at(7_200) }], { ui, connections });
    expect(body().getByText(/The service tries again by itself .*11:00/)).toBeInTheDocument();
  });

  it('shows no time of a step that nobody saw begin', async () => {
    await renderHistory([{ ...running, createdAt: at(-300) }], { ui, connections });
    expect(document.querySelector('[data-ck="job-history-step-time"]')).toBeEmptyDOMElement();
  });
});
