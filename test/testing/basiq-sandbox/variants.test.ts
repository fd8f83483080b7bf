import { describe, expect, it } from 'vitest';
import type { Job } from '../../../src/core/model/job';
import { createBasiqSandbox } from '../../../src/testing';
import { basiqVariants, changeOfVariants, type VariantName } from '../../../src/testing/basiq-sandbox/variants';
import { deepFreeze } from '../../core/freeze';
import { walkBasiq, walkOrigin, type Fact, type Walk } from './walk';

const usual: Walk = await walkBasiq();

/** What a variant may change of the neutral facts, because its wire says less or says another code. */
const lost: Partial<Record<VariantName, { because: string; facts: (fact: Fact) => Fact }>> = {
  'job-codes-of-enum': {
    because: 'the code is kept as the provider wrote it; who must act is the same',
    facts: replacing([
      [/"account-not-accessible-requires-user-action"/g, '"user-action-required"'],
      [/"service-unavailable"/g, '"system-unavailable"'],
    ]),
  },
  'phones-masked': {
    because: 'what the bank masked cannot be revealed; the mask on the page is the same',
    facts: (fact) => (fact.call.startsWith('the phoneNumbers of') ? { ...fact, outcome: 'a phone' } : fact),
  },
  'source-late': {
    because: 'of a job that this server did not start the provider has not said which connection it is about',
    facts: (fact) => ({ ...fact, outcome: withoutConnectionAtFirst(fact.outcome) }),
  },
};

function replacing(words: readonly (readonly [RegExp, string])[]): (fact: Fact) => Fact {
  return (fact) => {
    const text = words.reduce((all, [from, to]) => all.replace(from, to), JSON.stringify(fact));
    return JSON.parse(text) as Fact;
  };
}

/** Until its first step has ended: then the link that this step results in names the connection. */
function withoutConnectionAtFirst(outcome: unknown): unknown {
  const text = JSON.stringify(outcome ?? null, (_name, value: unknown) =>
    isJob(value) && value.runId === undefined && (value.steps[0]?.status === 'running' || value.status === 'queued')
      ? { ...value, connectionId: 'not said yet', kind: 'not known yet' }
      : value,
  );
  return JSON.parse(text) as unknown;
}

function isJob(value: unknown): value is Job {
  return typeof value === 'object' && value !== null && 'steps' in value && 'connectionId' in value;
}

/** Without what these variants may change. */
function comparable({ facts }: Walk, names: readonly VariantName[]): readonly Fact[] {
  return names.reduce((all, name) => all.map(lost[name]?.facts ?? ((fact) => fact)), facts);
}

describe('the facts through the Basiq transport are the same', () => {
  it('where nothing varies', async () => {
    expect((await walkBasiq()).facts).toEqual(usual.facts);
    expect(usual.facts.length).toBeGreaterThan(300);
  });

  it.each(basiqVariants)('where the wire has the variant %s', async (name) => {
    const varied = await walkBasiq({ variants: [name] });
    expect(comparable(varied, [name])).toEqual(comparable(usual, [name]));
  });

  it('where the wire has all variants', async () => {
    const varied = await walkBasiq({ variants: 'all' });
    expect(comparable(varied, basiqVariants)).toEqual(comparable(usual, basiqVariants));
  });

  it.each(Object.keys(lost) as VariantName[])('but for what %s cannot say', async (name) => {
    expect((await walkBasiq({ variants: [name] })).facts).not.toEqual(usual.facts);
  });
});

describe('a variant', () => {
  it.each(basiqVariants)('%s changes answers of the sandbox, and none in place', async (name) => {
    const change = changeOfVariants([name]);
    let changed = 0;
    for (const { response } of usual.exchanges) {
      const { status } = response;
      if (response.body === null) continue;
      const body: unknown = deepFreeze(await response.clone().json());
      const answer = { status, headers: {}, body, origin: walkOrigin };
      if (JSON.stringify(change(answer)) !== JSON.stringify(answer)) changed += 1;
    }
    expect(changed).toBeGreaterThan(0);
  });

  it('that nobody knows is refused', () => {
    const variants = ['upside-down'] as readonly string[] as readonly VariantName[];
    expect(() => createBasiqSandbox({ variants })).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });

  it('leaves an answer without a body alone', async () => {
    const { exchanges } = await walkBasiq({ variants: 'all' });
    const empty = exchanges.filter(({ response }) => response.status === 204);
    expect(empty.length).toBeGreaterThan(0);
    for (const { response } of empty) expect(await response.text()).toBe('');
  });
});
