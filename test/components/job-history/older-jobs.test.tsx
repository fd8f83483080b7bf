import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { at } from '../../core/builders';
import { button, renderHistory, rows } from './set-up';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `j${index}`,
    status: 'succeeded' as const,
    createdAt: at(-60 * index),
  }));
const older = () => screen.queryByRole('button', { name: 'Show older entries' });

describe('older jobs', () => {
  it('come page by page, by a press', async () => {
    const { bank, advance } = await renderHistory(many(5), { pageSize: 2 });
    expect(rows()).toEqual(['j0', 'j1']);
    const asked = bank.called('listJobs').length;
    fireEvent.click(button('Show older entries'));
    await advance(0);
    expect(rows()).toEqual(['j0', 'j1', 'j2', 'j3']);
    expect(bank.called('listJobs')).toHaveLength(asked + 1);
    fireEvent.click(button('Show older entries'));
    await advance(0);
    expect(rows()).toHaveLength(5);
    expect(older()).toBeNull();
  });

  it('that cannot be had are said so at the end, and asked for again', async () => {
    const { bank, advance } = await renderHistory(many(3), { pageSize: 2 });
    bank.fail('listJobs', 'timeout');
    fireEvent.click(button('Show older entries'));
    await advance(0);
    expect(screen.getByText('The older entries could not be loaded')).toBeInTheDocument();
    expect(screen.queryByText('The job history could not be loaded')).toBeNull();
    expect(rows()).toEqual(['j0', 'j1']);
    fireEvent.click(button('Try again'));
    await advance(0);
    expect(rows()).toHaveLength(3);
    expect(screen.queryByText('The older entries could not be loaded')).toBeNull();
  });

  it('come onto the page a hundred at a time, also where they are known already', async () => {
    const { bank } = await renderHistory(many(210), { pageSize: 1_000 });
    // By role, each look among so many takes seconds.
    const more = () => document.querySelector('[data-ck="job-history-more"]');
    expect(rows()).toHaveLength(100);
    const asked = bank.called('listJobs').length;
    fireEvent.click(more() ?? document.body);
    expect(rows()).toHaveLength(200);
    fireEvent.click(more() ?? document.body);
    expect(rows()).toHaveLength(210);
    expect(more()).toBeNull();
    expect(bank.called('listJobs')).toHaveLength(asked);
  });

  describe('when the end of the page is near', () => {
    let reach: () => void = () => {};
    class NearEnd implements Pick<IntersectionObserver, 'observe' | 'disconnect'> {
      constructor(private readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
      observe() {
        reach = () => this.tell([{ isIntersecting: true }]);
      }
      disconnect() {
        reach = () => {};
      }
    }
    afterEach(() => vi.unstubAllGlobals());

    it('come by themselves, until there are none', async () => {
      vi.stubGlobal('IntersectionObserver', NearEnd);
      const { advance } = await renderHistory(many(5), { pageSize: 2 });
      expect(rows()).toHaveLength(2);
      for (const expected of [4, 5, 5]) {
        act(() => reach());
        await advance(0);
        expect(rows()).toHaveLength(expected);
      }
    });

    it('are not asked for again and again where they cannot be had', async () => {
      vi.stubGlobal('IntersectionObserver', NearEnd);
      const { bank, advance } = await renderHistory(many(5), { pageSize: 2 });
      bank.fail('listJobs', 'timeout');
      act(() => reach());
      await advance(0);
      const asked = bank.called('listJobs').length;
      act(() => reach());
      await advance(0);
      expect(bank.called('listJobs')).toHaveLength(asked);
    });

    it('are not fetched to the last for filters that nothing fits', async () => {
      vi.stubGlobal('IntersectionObserver', NearEnd);
      const { bank, advance } = await renderHistory(many(5), { pageSize: 2 });
      fireEvent.change(screen.getByLabelText('To'), { target: { value: '2001-01-01' } });
      const asked = bank.called('listJobs').length;
      act(() => reach());
      await advance(0);
      expect(bank.called('listJobs')).toHaveLength(asked);
    });
  });
});
