import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ConnectionManager, LiveJob } from 'connections-kit';
import type { Challenge } from 'connections-kit/core';
import { createFailure } from '../../../src/core/model/failure';
import { at, buildJob } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const token: Challenge = { kind: 'token', question: 'Enter the code.', inputs: ['Code'] };
const field = () => screen.getByRole('textbox', { name: 'Code' });
const type = (value: string) => fireEvent.input(field(), { target: { value } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }));

async function renderWaiting(challenge: Partial<Challenge> = {}, ui = <LiveJob connectionId="c1" />) {
  const job = buildJob({ status: 'waiting-input', challenge: { ...token, ...challenge } });
  const rendered = await renderScripted(ui, { prepare: (bank) => void bank.jobs.set(job.id, job) });
  await act(async () => void (await Promise.all([rendered.client.load(), rendered.client.loadJobs()])));
  return rendered;
}

describe('an answer', () => {
  it.each([
    ['123 456', '123456'],
    [' 12\t34 ', '1234'],
    ['12-34', '12-34'],
  ])('of a code is sent without its spaces: %j', async (typed, sent) => {
    const { bank, advance } = await renderWaiting();
    type(typed);
    send();
    await advance(0);
    expect(bank.called('answerChallenge')).toMatchObject([{ subject: ['j1', [sent]] }]);
  });

  it('in words is sent as it is', async () => {
    const { bank, advance } = await renderWaiting({ kind: 'security-questions', inputs: ['Pet?'] });
    fireEvent.change(screen.getByLabelText('Pet?'), { target: { value: ' Old Tom ' } });
    send();
    await advance(0);
    expect(bank.called('answerChallenge')).toMatchObject([{ subject: ['j1', [' Old Tom ']] }]);
  });

  it('is sent once, however often the form is submitted meanwhile', async () => {
    const { bank, advance } = await renderWaiting();
    const release = bank.hold('answerChallenge');
    type('123456');
    const form = field().closest('form') as HTMLFormElement;
    fireEvent.submit(form);
    fireEvent.submit(form);
    release();
    await advance(0);
    expect(bank.called('answerChallenge')).toHaveLength(1);
  });

  it('can be filled in by the browser from a message', async () => {
    await renderWaiting();
    expect(field()).toHaveAttribute('autocomplete', 'one-time-code');
    expect(field()).toHaveAttribute('inputmode', 'numeric');
  });

  it('that is wrong is said so, beside the field, and can be corrected', async () => {
    const { bank, advance } = await renderWaiting();
    bank.fail('answerChallenge', 'invalid-request', createFailure('invalid-credentials'));
    type('1111');
    send();
    await advance(0);
    expect(screen.getByRole('alert')).toHaveTextContent('This code was not accepted.');
    expect(field()).toHaveAttribute('aria-invalid', 'true');
    expect(field()).toHaveFocus();
    await advance(1_000);
    type('123456');
    send();
    await advance(0);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('that is late is told apart, and the job is looked at', async () => {
    const { bank, advance } = await renderWaiting();
    bank.fail('answerChallenge', 'not-available');
    const reads = bank.called('getJob').length;
    type('123456');
    send();
    await advance(0);
    expect(screen.getByText(/This answer came too late/)).toBeInTheDocument();
    expect(screen.queryByText(/not accepted/)).toBeNull();
    expect(bank.called('getJob')).toHaveLength(reads + 1);
  });
});

describe('the time that is left', () => {
  const announced = () => screen.queryAllByText('Less than half a minute is left to answer.');

  it('counts down in the last minute, and is announced once', async () => {
    const { advance } = await renderWaiting({ expiresAt: at(120) });
    expect(screen.getByText('Expires in 2 minutes')).toBeInTheDocument();
    expect(screen.queryByRole('timer')).toBeNull();
    await advance(61_000);
    expect(screen.getByRole('timer')).toHaveTextContent('0:59 left to answer');
    expect(announced()).toEqual([]);
    await advance(29_000);
    const [region] = announced();
    expect(region).toHaveAttribute('role', 'status');
    const said: unknown[] = [];
    const observer = new MutationObserver((changes) => said.push(...changes));
    observer.observe(region as HTMLElement, { childList: true, characterData: true, subtree: true });
    await advance(10_000);
    expect(screen.getByRole('timer')).toHaveTextContent('0:20 left to answer');
    expect(said, 'not each second').toEqual([]);
    observer.disconnect();
  });

  it('ends with the form: what to do next takes its place, and nothing that was typed is kept', async () => {
    const { bank, advance } = await renderWaiting({ expiresAt: at(20) });
    type('123');
    await advance(20_000);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByText('The time to answer is over.')).toBeInTheDocument();
    bank.say('j1', { status: 'failed', failure: createFailure('multifactor-required') });
    fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await advance(0);
    expect(screen.queryByText('The time to answer is over.')).toBeNull();
  });
});

describe('what was typed and not sent', () => {
  const tab = async (name: RegExp, advance: (milliseconds: number) => Promise<void>) => {
    act(() => screen.getByRole('tab', { name }).focus());
    await advance(0);
  };

  it('is there again after another tab, and stands nowhere else', async () => {
    const { client, environment, advance } = await renderWaiting({}, <ConnectionManager />);
    type('987');
    await tab(/Job history/, advance);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.body.innerHTML).not.toContain('987');
    await tab(/Overview/, advance);
    expect(field()).toHaveValue('987');
    expect(document.body.innerHTML, 'not as an attribute').not.toContain('987');
    const states = JSON.stringify([client.connections.getState(), client.jobs.getState(), client.snapshot()]);
    expect(states + (environment.storage?.getItem('connections-kit') ?? '')).not.toContain('987');
  });

  it('is not the answer to the next question', async () => {
    const { bank, advance } = await renderWaiting({}, <ConnectionManager />);
    type('987');
    bank.say('j1', { challenge: { ...token, question: 'Enter the second code.' }, updatedAt: at(1) });
    await advance(16_000);
    expect(screen.getByText(/Enter the second code/)).toBeInTheDocument();
    expect(field()).toHaveValue('');
  });

  it('is forgotten once it was sent, also where the bank still asks', async () => {
    const { advance } = await renderWaiting({}, <ConnectionManager />);
    type('987');
    // No time passes at this bank: what it answers is no news.
    send();
    await advance(0);
    expect(field()).toHaveValue('');
    await tab(/Job history/, advance);
    await tab(/Overview/, advance);
    expect(field()).toHaveValue('');
  });

  it('is forgotten once it came too late', async () => {
    const { bank, advance } = await renderWaiting({}, <ConnectionManager />);
    bank.fail('answerChallenge', 'not-available');
    type('987');
    send();
    await advance(0);
    expect(screen.getByText(/This answer came too late/)).toBeInTheDocument();
    await tab(/Job history/, advance);
    await tab(/Overview/, advance);
    expect(field()).toHaveValue('');
  });

  it('is forgotten once nothing is asked', async () => {
    const { bank, advance } = await renderWaiting({}, <ConnectionManager />);
    type('987');
    bank.say('j1', { status: 'failed', failure: createFailure('multifactor-required'), updatedAt: at(1) });
    await advance(16_000);
    bank.say('j1', {});
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.body.innerHTML).not.toContain('987');
  });
});
