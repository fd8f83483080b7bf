import { describe, expect, it } from 'vitest';
import { createConnectionStore, withConnections, withDetailLoad } from '../../../src/core/stores/connection-store';
import { withoutConnections } from '../../../src/core/stores/whole-list';
import { ready } from '../../../src/core/stores/store';
import { buildState } from '../builders';
import { deepFreeze } from '../freeze';

const empty = deepFreeze(createConnectionStore().getState());
const [a, b, c] = ['a', 'b', 'c'].map((id) => buildState({ id })) as [
  ReturnType<typeof buildState>,
  ReturnType<typeof buildState>,
  ReturnType<typeof buildState>,
];
const three = deepFreeze(withConnections(empty, [a, b, c]));

describe('the store of connections', () => {
  it('begins empty and idle', () => {
    expect(empty).toMatchObject({ ids: [], byId: {}, load: { status: 'idle', complete: false }, detailLoads: {} });
  });

  it('keeps the order of arrival', () => {
    expect(three.ids).toEqual(['a', 'b', 'c']);
  });

  it('changes one row and nothing beside it', () => {
    const next = withConnections(three, [a, { ...b, status: 'invalid' }, c]);
    expect(next.ids).toBe(three.ids);
    expect(next.byId['b']?.status).toBe('invalid');
    expect(next.byId['a']).toBe(a);
    expect(next.byId['c']).toBe(c);
    expect(next.load).toBe(three.load);
    expect(next.detailLoads).toBe(three.detailLoads);
  });

  it('stays the same reference when nothing is new', () => {
    expect(withConnections(three, [a, c])).toBe(three);
    expect(withConnections(three, [])).toBe(three);
  });

  it('lists a connection once, however often it arrives', () => {
    expect(withConnections(empty, [a, a, { ...a }]).ids).toEqual(['a']);
  });

  it('drops what is gone', () => {
    const next = withoutConnections(three, new Set(['b', 'x']));
    expect(next.ids).toEqual(['a', 'c']);
    expect(next.byId).toEqual({ a, c });
    expect(next.byId['a']).toBe(a);
  });

  it('stays the same reference when nothing is gone', () => {
    expect(withoutConnections(three, new Set(['x']))).toBe(three);
  });

  it('notes how the load of one detail stands', () => {
    const next = withDetailLoad(three, 'b', ready);
    expect(next.detailLoads).toEqual({ b: ready });
    expect(next.byId).toBe(three.byId);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %j for an id like any other', (id) => {
    const next = withConnections(three, [buildState({ id })]);
    expect(next.ids).toEqual(['a', 'b', 'c', id]);
    expect(Object.getOwnPropertyDescriptor(next.byId, id)?.value).toEqual(buildState({ id }));
    expect(withoutConnections(next, new Set([id])).byId).toEqual(three.byId);
  });
});
