/** One defence taken out: a small patch of a source, and the test files of which one test must die of it. */
export interface Mutant {
  /** The defence that is taken out. */
  name: string;
  file: string;
  /** Occurs once in the file. */
  find: string;
  replace: string;
  tests: readonly string[];
}

type Row = readonly [name: string, find: string, replace: string, tests?: readonly string[]];

/** @param tests that hold the defences of this file; a row may name others */
export function mutantsOf(file: string, tests: readonly string[], rows: readonly Row[]): readonly Mutant[] {
  return rows.map(([name, find, replace, own = tests]) => ({ name, file, find, replace, tests: own }));
}

/** @throws Error when the patch does not fit the source any more */
export function applyMutant({ name, file, find, replace }: Mutant, source: string): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${name}: "${find}" occurs ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}
