import { AssertionError } from 'node:assert';
import { describe, expect, it } from 'vitest';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeTransport } from '../../src/testing/describe-transport';
import { createSmallBank } from '../testing/small-bank';
import { writeExamples } from './examples';

const { folder, files, complaints } = writeExamples('transports.md');
const load = async (file: string): Promise<Record<string, unknown>> =>
  (await import(/* @vite-ignore */ pathToFileURL(path.join(folder, file)).href)) as Record<string, unknown>;

describe('docs/transports.md', () => {
  it('compiles as it stands', () => {
    expect(files).toEqual([
      'acme-mapping.ts',
      'acme-transport.ts',
      'acme-transport.test.ts',
      'expect.ts',
      'acme-server.ts',
    ]);
    expect(complaints()).toEqual([]);
  }, 60_000);
});

// Its own tests: the contract suite on the transport that it writes.
await load('acme-transport.test.ts');

const { expect: plainExpect } = (await load('expect.ts')) as { expect: typeof expect };

describe('with the expect that it writes for node:test', () => {
  describeTransport({ describe, it, expect: plainExpect }, createSmallBank);

  it.each<[string, () => void]>([
    ['toBe', () => plainExpect(1).toBe(2)],
    ['toEqual', () => plainExpect({ a: 1 }).toEqual({ a: 2 })],
    ['toContain', () => plainExpect([1]).toContain(2)],
    ['not.toBe', () => plainExpect(1).not.toBe(1)],
    ['not.toEqual', () => plainExpect([1]).not.toEqual([1])],
    ['not.toContain', () => plainExpect('abc').not.toContain('b')],
  ])('fails by %s', (_name, fail) => expect(fail).toThrow(AssertionError));
});
