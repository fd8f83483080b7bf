import { describe, expect, it } from 'vitest';
import { createJobStore, withJobs } from '../../../src/core/stores/job-store';
import { at, buildJob } from '../builders';
import { deepFreeze } from '../freeze';

const empty = deepFreeze(createJobStore().getState());
const old = buildJob({ id: 'old', createdAt: at(1) });
const recent = buildJob({ id: 'recent', createdAt: at(2) });
const other = buildJob({ id: 'other', connectionId: 'c2' });
const known = deepFreeze(withJobs(empty, [old, recent, other]));

describe('the store of jobs', () => {
  it('begins empty and idle', () => {
    const load = { status: 'idle', complete: false };
    expect(empty).toMatchObject({ byId: {}, idsByConnection: {}, waitingIds: [], load, histories: {} });
  });

  it('lists the jobs of each connection, the newest first', () => {
    expect(known.idsByConnection).toEqual({ c1: ['recent', 'old'], c2: ['other'] });
    expect(withJobs(known, [buildJob({ id: 'between', createdAt: at(1.5) })]).idsByConnection['c1']).toEqual([
      'recent',
      'between',
      'old',
    ]);
  });

  it('changes one job and no list when a job ticks', () => {
    const next = withJobs(known, [{ ...old, status: 'succeeded', updatedAt: at(9) }]);
    expect(next.byId['old']?.status).toBe('succeeded');
    expect(next.byId['recent']).toBe(recent);
    expect(next.byId['other']).toBe(other);
    expect(next.idsByConnection['c1']).toBe(known.idsByConnection['c1']);
    expect(next.idsByConnection['c2']).toBe(known.idsByConnection['c2']);
  });

  it('leaves the lists of other connections alone when one gets a job', () => {
    const next = withJobs(known, [buildJob({ id: 'new', createdAt: at(3) })]);
    expect(next.idsByConnection['c1']).toEqual(['new', 'recent', 'old']);
    expect(next.idsByConnection['c2']).toBe(known.idsByConnection['c2']);
  });

  it('knows the connections whose job waits for the person, and says so with one reference while they are the same', () => {
    const waiting = buildJob({ id: 'waiting', connectionId: 'c3', status: 'waiting-input' });
    const linking = buildJob({ id: 'linking', connectionId: null, status: 'waiting-input' });
    const asked = withJobs(known, [waiting, linking]);
    expect(asked.waitingIds).toEqual(['c3']);
    expect(withJobs(asked, [{ ...old, updatedAt: at(9) }]).waitingIds).toBe(asked.waitingIds);
    expect(withJobs(asked, [{ ...waiting, updatedAt: at(9) }]).waitingIds).toBe(asked.waitingIds);
    expect(withJobs(asked, [{ ...waiting, status: 'running' }]).waitingIds).toEqual([]);
  });

  it('stays the same reference when nothing is new', () => {
    expect(withJobs(known, [old, recent])).toBe(known);
    expect(withJobs(known, [])).toBe(known);
  });

  it('keeps a job of no connection yet, and lists it once its connection is known', () => {
    const linking = buildJob({ id: 'linking', kind: 'connect', connectionId: null });
    const before = withJobs(empty, [linking]);
    expect(before.byId['linking']).toBe(linking);
    expect(before.idsByConnection).toEqual({});
    expect(withJobs(before, [{ ...linking, connectionId: 'c3' }]).idsByConnection).toEqual({ c3: ['linking'] });
  });

  it('lists a job once, however often it arrives', () => {
    expect(withJobs(empty, [old, { ...old }]).idsByConnection['c1']).toEqual(['old']);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %j for an id like any other', (id) => {
    const strange = buildJob({ id, connectionId: id });
    const next = withJobs(known, [strange]);
    expect(Object.getOwnPropertyDescriptor(next.byId, id)?.value).toBe(strange);
    expect(Object.getOwnPropertyDescriptor(next.idsByConnection, id)?.value).toEqual([id]);
  });
});
