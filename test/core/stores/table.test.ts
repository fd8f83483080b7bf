import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryIn, recordOf, tableOf, withEntries, type Table } from '../../../src/core/stores/table';

interface Entry {
  id: string;
  value: number;
}

const ids = ['a', 'b', 'c', 'constructor', '__proto__', ''];
const arbitraryEntry = fc.record({ id: fc.constantFrom(...ids), value: fc.nat(3) });
const arbitraryStep = fc.oneof(
  fc.record({ kind: fc.constant('with' as const), entries: fc.array(arbitraryEntry, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('without' as const), id: fc.constantFrom(...ids) }),
  fc.record({ kind: fc.constant('turn' as const) }),
);

/** What a Map would hold, in the order of its keys. */
function check(table: Table<Entry>, expected: ReadonlyMap<string, Entry>): void {
  expect(table.ids).toEqual([...expected.keys()]);
  expect(table.entries).toEqual([...expected.values()]);
  for (const id of ids) expect(entryIn(table, id)).toBe(expected.get(id));
  expect(Object.entries(recordOf(table))).toEqual([...expected]);
}

describe('a table', () => {
  it('holds what a Map would, and so do all tables that it was made of, whichever of them was changed last', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), arbitraryStep), { maxLength: 12 }), (steps) => {
        const made = [{ table: tableOf<Entry>(), expected: new Map<string, Entry>() }];
        for (const [which, step] of steps) {
          const { table, expected } = made[which % made.length] as (typeof made)[number];
          if (step.kind === 'with') {
            const next = new Map(expected);
            for (const entry of step.entries) next.set(entry.id, entry);
            made.push({ table: withEntries(table, step.entries), expected: next });
          } else if (step.kind === 'without') {
            const next = new Map([...expected].filter(([id]) => id !== step.id));
            made.push({ table: tableOf(table.entries.filter(({ id }) => id !== step.id)), expected: next });
          } else {
            made.push({
              table: tableOf(table.entries.toReversed()),
              expected: new Map([...expected].toReversed()),
            });
          }
        }
        for (const { table, expected } of made) check(table, expected);
      }),
    );
  });

  it('stays the same reference when nothing is new, and keeps its ids when only an entry is', () => {
    const a = { id: 'a', value: 1 };
    const table = tableOf([a, { id: 'b', value: 1 }]);
    expect(withEntries(table, [a])).toBe(table);
    expect(withEntries(table, [{ id: 'a', value: 2 }]).ids).toBe(table.ids);
    expect(recordOf(table)).toBe(recordOf(table));
  });
});
