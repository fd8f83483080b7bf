import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../src/core/model/connection';
import { connectionStatuses } from '../../src/core/model/lifecycle';
import { createConnectionStore, withConnections } from '../../src/core/stores/connection-store';
import { connectionFilters, createListingSelector } from '../../src/react/listing';
import { needsAttention } from '../../src/core/stores/selectors';
import { buildState } from '../core/builders';

const everything = { text: '', filter: 'all' } as const;
const named = (id: string, name: string, state: Partial<ConnectionState> = {}) =>
  buildState({ id, institution: { id: `AU-${id}`, name }, ...state });
const stateOf = (connections: readonly ConnectionState[]) =>
  withConnections(createConnectionStore().getState(), connections);

const failure = { code: 'x', retryable: true } as const;
const states = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    name: fc.constantFrom('Hooli Bank', 'Pied Piper', 'Raviga', 'Crédit Été', '銀行'),
    status: fc.constantFrom(...connectionStatuses),
    actor: fc.constantFrom(undefined, 'user', 'wait'),
  }),
  { selector: ({ id }) => id, maxLength: 40 },
);
const arbitraryState = states.map((all) =>
  stateOf(
    all.map(({ id, name, status, actor }) =>
      named(id, name, { status, ...(actor && { failure: { ...failure, actor } }) }),
    ),
  ),
);
const arbitraryText = fc.constantFrom('', 'bank', 'PIED', 'credit', 'ete', 'h ba', 'nothing like it');
const arbitraryFilter = fc.constantFrom(...connectionFilters);

describe('a listing', () => {
  it('shows what needs the person first and what is revoked last, in the given order otherwise', () => {
    const list = createListingSelector(everything, ['waits']);
    const connections = [
      named('over', 'A', { status: 'revoked' }),
      named('fine', 'B'),
      named('broken', 'C', { status: 'invalid' }),
      named('soon', 'D', { status: 'pending' }),
      named('waits', 'E'),
    ];
    expect(list(stateOf(connections)).ids).toEqual(['broken', 'waits', 'fine', 'soon', 'over']);
  });

  it('holds each connection at most once, and with neither text nor filter all of them', () => {
    fc.assert(
      fc.property(arbitraryState, arbitraryText, arbitraryFilter, (state, text, filter) => {
        const { ids } = createListingSelector({ text, filter }, [])(state);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(state.ids).toContain(id);
        if (text === '' && filter === 'all') expect(ids).toHaveLength(state.ids.length);
      }),
    );
  });

  it('keeps the order of the transport among its equals, with what needs the person before the rest', () => {
    fc.assert(
      fc.property(arbitraryState, (state) => {
        const { ids } = createListingSelector(everything, [])(state);
        const rank = (id: string) => {
          const connection = state.byId[id];
          return connection && needsAttention(connection) ? 0 : connection?.status === 'revoked' ? 2 : 1;
        };
        const expected = [0, 1, 2].flatMap((wanted) => state.ids.filter((id) => rank(id) === wanted));
        expect(ids).toEqual(expected);
      }),
    );
  });

  it('counts what each filter would show', () => {
    fc.assert(
      fc.property(arbitraryState, arbitraryText, arbitraryFilter, (state, text, filter) => {
        const { counts } = createListingSelector({ text, filter: 'all' }, [])(state);
        const filtered = createListingSelector({ text, filter }, [])(state);
        expect(filtered.ids).toHaveLength(counts[filter]);
        expect(filtered.counts, 'the counts do not depend on the filter').toEqual(counts);
      }),
    );
  });

  it.each([
    ['hoo', ['h']],
    ['  BANK hooli ', ['h']],
    ['credit ete', ['c']],
    ['PP', ['p']],
    ['', ['h', 'p', 'c']],
    ['(', []],
    ['hooli piper', []],
  ])('finds by “%s”', (text, ids) => {
    const connections = [
      named('h', 'Hooli Bank'),
      buildState({ id: 'p', institution: { id: 'AU1', name: 'Pied Piper', shortName: 'PP' } }),
      named('c', 'Crédit Été'),
    ];
    expect(createListingSelector({ text, filter: 'all' }, [])(stateOf(connections)).ids).toEqual(ids);
  });

  it('stays the same object while a job goes on', () => {
    const list = createListingSelector(everything, []);
    const state = stateOf([named('a', 'A'), named('b', 'B', { status: 'invalid' })]);
    const before = list(state);
    const operation = { kind: 'refresh', runId: 'r1', jobId: 'j1' } as const;
    const running = withConnections(state, [named('a', 'A', { operation })]);
    expect(running).not.toBe(state);
    expect(list(running)).toBe(before);
    expect(list(withConnections(running, [named('a', 'A', { status: 'revoked' })]))).not.toBe(before);
  });
});
