import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/install.mjs';
import type { Transport } from '../../src/core/transport';
import { describeTransport, type TransportUnderTest } from '../../src/testing/describe-transport';
import { overHttp } from './over-http';
import { createSmallBank } from './small-bank';

/** The bank without these methods, nor promises of what needs them; and with a description only where one is left to be wrong. */
function without(...names: readonly (keyof Transport)[]): TransportUnderTest {
  const { can: _all, special: given, ...bank } = createSmallBank();
  const { failing, limited, retrying, challenge, ...asked } = given;
  const canRefresh = !names.includes('refreshConnection');
  const special = {
    ...asked,
    ...(canRefresh && { failing, limited, retrying }),
    ...(canRefresh && !names.includes('answerChallenge') && { challenge }),
  };
  const keep = ([name]: readonly [string, unknown]) => !(names as readonly string[]).includes(name);
  const reduced = (userId: string): Transport =>
    Object.fromEntries(Object.entries(bank.transport(userId)).filter(keep)) as object as Transport;
  return { ...bank, special, transport: reduced };
}

const optional = {
  refreshConnection: 'refresh',
  purgeConnection: 'purge',
  revokeConnection: 'revoke',
  listJobs: 'listJobs',
  revealProfile: 'reveal',
  answerChallenge: 'answerChallenge',
  startConsent: 'consent',
  watch: 'watch',
} as const satisfies Partial<Record<keyof Transport, string>>;
const methods = Object.keys(optional) as (keyof typeof optional)[];
const runner = { describe, it, expect };

describe('describeTransport on a bank that keeps the contract', () => {
  describeTransport(runner, () => createSmallBank());
});

describe('describeTransport on a bank whose purges and revokes take their time', () => {
  describeTransport(runner, () => createSmallBank({ isSlow: true }));
});

describe('describeTransport on a bank without a single capability', () => {
  describeTransport(runner, () => without('describe', ...methods));
});

describe.each(methods)('describeTransport on a bank without %s', (method) => {
  describeTransport(runner, () => without('describe', method));
});

describe('describeTransport on a bank without a single capability, behind the handler', () => {
  describeTransport(runner, () => overHttp(without('describe', ...methods)));
});

describe.each(['refreshConnection', 'purgeConnection', 'listJobs', 'answerChallenge'] as const)(
  'describeTransport on a bank without %s, behind the handler',
  (method) => describeTransport(runner, () => overHttp(without('describe', method))),
);

it('describeTransport runs under node:test, with an expect of its three matchers', async () => {
  const folder = path.join(root, '.cache', 'node-test');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'contract.test.ts');
  writeFileSync(
    file,
    `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeTransport, type TransportUnderTest } from '../../src/testing/describe-transport';
import { createSmallBank } from '../../test/testing/small-bank';
const expect = (actual) => ({
  toBe: (expected) => assert.equal(actual, expected),
  toEqual: (expected) => assert.deepEqual(JSON.parse(JSON.stringify([actual])), JSON.parse(JSON.stringify([expected]))),
  toContain: (expected) => assert.ok(actual.includes(expected)),
  not: {
    toBe: (expected) => assert.notEqual(actual, expected),
    toEqual: (expected) => assert.notDeepEqual(actual, expected),
    toContain: (expected) => assert.ok(!actual.includes(expected)),
  },
});
describe('a bank', () => describeTransport({ describe, it, expect }, () => createSmallBank()));
`,
  );
  const { NODE_OPTIONS: _vitest, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--test', file], {
    cwd: root,
    env,
  });
  const count = (word: string) => Number(new RegExp(`^\\S+ ${word} (\\d+)`, 'm').exec(stdout)?.[1]);
  // What there is nothing to check for is told to this runner, too.
  expect([count('pass') > 100, count('fail'), count('skipped')]).toEqual([true, 0, 1]);
});
