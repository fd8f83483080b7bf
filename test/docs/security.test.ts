/** Every line of the threat tables of docs/security.md names a test that is there, and what it quotes of the kit is so. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../demo/static-files';
import { root } from '../../scripts/install.mjs';
import { mask } from '../../src/core/model/mask';
import { complaintsOf, rowsUnder } from './named-tests';

const page = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

describe('docs/security.md', () => {
  it('names for every threat a test that is there, or says that it is the host’s duty', () => {
    const threats = rowsUnder(page, 'Threats');
    expect(threats.length).toBeGreaterThan(60);
    const covered = threats.filter(([, , tests]) => tests !== "Host's duty");
    expect(covered.flatMap(([threat = '', , tests = '']) => complaintsOf(threat, tests))).toEqual([]);
  });

  it('shows what each mask leaves', () => {
    const examples = rowsUnder(page, 'What is masked, and where').map(([kind = '', , example = '']) => {
      const [, name = ''] = /`mask\.(\w+)`/.exec(kind) ?? [];
      const [, raw = '', masked = ''] = /^`(.+)` → `(.+)`$/.exec(example) ?? [];
      return { name, raw, masked };
    });
    expect(examples.map(({ name }) => name).toSorted()).toEqual(Object.keys(mask).toSorted());
    for (const { name, raw, masked } of examples) expect(mask[name as keyof typeof mask](raw)).toBe(masked);
  });

  it('quotes the policy under which the end-to-end tests run', () => {
    expect(page).toContain(`\n${contentSecurityPolicy}\n`);
  });
});
