/** A property over one good value: whatever is damaged in it, the check does not throw. */
import fc from 'fast-check';
import { damaged, edits, toJson } from './damage';

/**
 * Damages the value that many times, each time as it comes off the wire.
 * @returns how many damaged values passed; what throws is thrown as fast-check reports it, with its seed
 */
export function eachDamaged(good: unknown, numRuns: number, check: (wire: unknown) => void): number {
  let passed = 0;
  const property = fc.property(edits, (made) => {
    check(JSON.parse(toJson(damaged(good, made))));
    passed += 1;
  });
  fc.assert(property, { numRuns });
  return passed;
}
