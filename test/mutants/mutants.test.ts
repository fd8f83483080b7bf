/** Every patch of `npm run mutants` still fits its source. That each is killed is shown by the run itself. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { allMutants } from './all';
import { applyMutant } from './mutant';

describe.each(allMutants)('without: $name', (mutant) => {
  it('the source is another, and the tests that hold it are there', () => {
    const source = readFileSync(path.join(root, mutant.file), 'utf8');
    expect(applyMutant(mutant, source)).not.toBe(source);
    expect(mutant.tests.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
