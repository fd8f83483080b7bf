import { useState } from 'react';
import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { JobHistory } from 'connections-kit';
import { at, buildDetail, buildSteps } from '../../core/builders';
import { button, renderHistory, rows } from './set-up';

const done = (id: string, seconds: number) =>
  ({ id, status: 'succeeded', steps: buildSteps('succeeded'), createdAt: at(seconds) }) as const;
const jobs = [done('a', -1), done('b', -60), done('c', -120)];
const head = (jobId: string) => document.querySelector<HTMLElement>(`[data-job="${jobId}"] button`);

function Host({ first = null, onChange }: { first?: string | null; onChange?(jobId: string | null): void }) {
  const [jobId, setJobId] = useState(first);
  return (
    <>
      <JobHistory
        connectionId="c1"
        jobId={jobId}
        onJobIdChange={(next) => {
          setJobId(next);
          onChange?.(next);
        }}
      />
      <button onClick={() => setJobId('c')}>Follow a link</button>
    </>
  );
}

describe('a job that a link names', () => {
  it('is open and has the focus', async () => {
    await renderHistory(jobs, { ui: <JobHistory connectionId="c1" jobId="b" /> });
    expect(head('b')).toHaveFocus();
    expect(head('b')).toHaveAttribute('aria-expanded', 'true');
    expect(head('a')).toHaveAttribute('aria-expanded', 'false');
  });

  it('is scrolled to, once', async () => {
    const scrollIntoView = vi.fn<() => void>();
    Element.prototype.scrollIntoView = scrollIntoView;
    const { advance, bank } = await renderHistory(jobs, { ui: <JobHistory connectionId="c1" jobId="b" /> });
    expect(scrollIntoView.mock.instances).toEqual([head('b')]);
    act(() => head('b')?.blur());
    bank.say('b', { steps: buildSteps('succeeded', 'succeeded') });
    await advance(60_000);
    expect(scrollIntoView).toHaveBeenCalledTimes(1);
    expect(head('b')).not.toHaveFocus();
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  });

  it('is asked for where it is on none of the pages that were read', async () => {
    const { bank } = await renderHistory(jobs, { ui: <JobHistory connectionId="c1" jobId="c" />, pageSize: 1 });
    expect(bank.called('getJob').map(({ subject }) => subject)).toEqual(['c']);
    expect(screen.queryByText(/link names/)).toBeNull();
    expect(head('c')).toHaveFocus();
    expect(rows()).toEqual(['a', 'c']);
  });

  it('is said not to be there, and the history is shown all the same', async () => {
    await renderHistory(jobs, { ui: <JobHistory connectionId="c1" jobId="gone" /> });
    expect(screen.getByText('The entry that this link names is not there, or no longer.')).toBeInTheDocument();
    expect(rows()).toEqual(['a', 'b', 'c']);
  });

  it('is said to belong to another connection', async () => {
    await renderHistory([...jobs, { ...done('other', -9), connectionId: 'c2' }], {
      ui: <JobHistory connectionId="c1" jobId="other" />,
      connections: [buildDetail(), buildDetail({ id: 'c2' })],
    });
    expect(screen.getByText('The entry that this link names belongs to another connection.')).toBeInTheDocument();
    expect(rows()).toEqual(['a', 'b', 'c']);
  });

  it('can be asked for again where it could not be', async () => {
    const { bank, advance } = await renderHistory(jobs, {
      ui: <JobHistory connectionId="c1" jobId="c" />,
      pageSize: 1,
      prepare: (scripted) => scripted.fail('getJob', 'timeout'),
    });
    expect(screen.getByText('The server took too long to answer. Try again later.')).toBeInTheDocument();
    fireEvent.click(button('Try again'));
    await advance(0);
    expect(bank.called('getJob')).toHaveLength(2);
    expect(head('c')).toHaveFocus();
  });

  it('is shown also where the filters hid it', async () => {
    const purge = { ...done('p', -30), kind: 'purge' } as const;
    await renderHistory([purge, ...jobs], { ui: <Host /> });
    fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'purge' } });
    expect(rows()).toEqual(['p']);
    fireEvent.click(button('Follow a link'));
    expect(head('c')).toHaveFocus();
    expect(screen.getByLabelText('Kind')).toHaveValue('all');
  });
});

describe('the host is told', () => {
  it('which row was opened last, and that it was closed', async () => {
    const onChange = vi.fn<(jobId: string | null) => void>();
    await renderHistory(jobs, { ui: <Host onChange={onChange} /> });
    for (const jobId of ['a', 'b', 'a', 'b']) fireEvent.click(head(jobId) ?? document.body);
    expect(onChange.mock.calls).toEqual([['a'], ['b'], [null]]);
  });

  it('by a row that stays where it is: only a link moves the focus', async () => {
    await renderHistory(jobs, { ui: <Host /> });
    fireEvent.click(head('a') ?? document.body);
    expect(head('a')).not.toHaveFocus();
    expect(head('a')).toHaveAttribute('aria-expanded', 'true');
  });

  it('nothing when it is the one who changes the link', async () => {
    const onChange = vi.fn<(jobId: string | null) => void>();
    await renderHistory(jobs, { ui: <Host first="a" onChange={onChange} /> });
    fireEvent.click(button('Follow a link'));
    expect(head('c')).toHaveFocus();
    expect(onChange).not.toHaveBeenCalled();
  });
});
