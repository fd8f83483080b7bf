import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFailure } from 'connections-kit/core';
import { at } from '../../core/builders';
import { button, renderHistory, rows } from './set-up';

const day = 86_400;
const jobs = [
  { id: 'a', status: 'succeeded', createdAt: at(-1) },
  { id: 'b', status: 'failed', failure: createFailure('service-unavailable'), createdAt: at(-2) },
  { id: 'c', kind: 'purge', status: 'succeeded', createdAt: at(-day) },
  { id: 'd', kind: 'purge', status: 'failed', failure: createFailure('network'), createdAt: at(-2 * day) },
] as const;
const set = (name: string, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } });
const options = () => [...screen.getByLabelText<HTMLSelectElement>('Kind').options].map(({ text }) => text);

describe('the filters of a history', () => {
  it('choose by status, each with what it would leave', async () => {
    await renderHistory(jobs);
    expect(button('All 4')).toHaveAttribute('aria-pressed', 'true');
    fireEvent.click(button('Failed 2'));
    expect(rows()).toEqual(['b', 'd']);
    expect(button('Failed 2')).toHaveAttribute('aria-pressed', 'true');
    expect(options()).toEqual(['All', 'Refresh (1)', 'Purge (1)']);
  });

  it('choose by kind, and the counts of the statuses follow', async () => {
    await renderHistory(jobs);
    set('Kind', 'purge');
    expect(rows()).toEqual(['c', 'd']);
    expect(button('Done 1')).toBeInTheDocument();
  });

  it('choose by days of the provider’s time zone', async () => {
    await renderHistory(jobs);
    set('From', '2026-11-21');
    expect(rows()).toEqual(['a', 'b', 'c']);
    set('To', '2026-11-21');
    expect(rows()).toEqual(['c']);
  });

  it('say that a range ends before it begins, keep it, and hide nothing', async () => {
    await renderHistory(jobs);
    set('From', '2026-11-22');
    set('To', '2026-11-20');
    expect(screen.getByRole('alert')).toHaveTextContent('The last day is before the first one.');
    expect(screen.getByLabelText('To')).toHaveValue('2026-11-20');
    expect(screen.getByLabelText('To')).toBeInvalid();
    expect(screen.getByLabelText('From')).toHaveAccessibleDescription(/The last day is before/);
    expect(rows()).toHaveLength(4);
    set('To', '2026-11-22');
    expect(screen.getByRole('alert')).toBeEmptyDOMElement();
    expect(rows()).toEqual(['a', 'b']);
  });

  it('can all be cleared, also where nothing matches', async () => {
    await renderHistory(jobs);
    set('To', '2020-01-01');
    expect(screen.getByText('No entry matches these filters.')).toBeInTheDocument();
    const [clear] = screen.getAllByRole('button', { name: 'Clear filters' });
    if (clear) fireEvent.click(clear);
    expect(rows()).toHaveLength(4);
    expect(screen.getByLabelText('To')).toHaveValue('');
  });

  it('say that the counts are not all while older jobs are not loaded', async () => {
    await renderHistory(jobs, { pageSize: 2 });
    expect(button('All 2+')).toBeInTheDocument();
    set('Kind', 'refresh');
    fireEvent.click(button('Done 1+'));
    set('To', '2020-01-01');
    expect(screen.getByText(/No entry matches these filters. Older entries are not loaded yet./)).toBeInTheDocument();
    expect(button('Show older entries')).toBeInTheDocument();
  });

  it('are not there where there is nothing to filter', async () => {
    await renderHistory([]);
    expect(screen.queryByRole('group', { name: 'Filter the job history' })).toBeNull();
  });
});
