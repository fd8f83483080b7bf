import { describe, expect, it } from 'vitest';
import { complaintsOf } from './named-tests';

describe('a claim is found fault with', () => {
  const test =
    "it('holds', () => {}); it.each([1])('holds %i', () => {}); it.todo('is to come'); const a = 'no test'; test(`at ${1} px`, () => {});";
  const read = (file: string) => {
    if (file.endsWith('/stories/a.stories.tsx')) return 'export const Shown: Story = {};\nconst Hidden: Story = {};';
    return file.endsWith('/test/a.test.ts') ? test : undefined;
  };

  it.each([
    ['without a test', '', 'names no test'],
    ['whose file is gone', '`b.test.ts` “holds”', 'is not there'],
    ['whose test is gone', '`a.test.ts` “held”', 'has no test'],
    ['of which one of two tests is gone', '`a.test.ts` “holds”<br>`a.test.ts` “held”', 'has no test'],
    ['whose title is no test', '`a.test.ts` “no test”', 'has no test'],
    ['whose test is still to be written', '`a.test.ts` “is to come”', 'has no test'],
    ['whose story is gone', '`stories/a.stories.tsx` “Hidden”', 'has no test'],
    ['that says more than its tests', '`a.test.ts` “holds”, and more', 'beside its tests'],
  ])('%s', (_name, tests, fault) => {
    expect(complaintsOf('A claim', tests, read)).toEqual([expect.stringContaining(fault)]);
  });

  it('but not one whose tests are there', () => {
    const tests =
      '`a.test.ts` “holds”<br>`a.test.ts` “holds %i”<br>`a.test.ts` “at ${1} px”<br>`stories/a.stories.tsx` “Shown”';
    expect(complaintsOf('A claim', tests, read)).toEqual([]);
  });
});
