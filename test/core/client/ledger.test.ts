import { describe, expect, it } from 'vitest';
import { createLedger } from '../../../src/core/client/ledger';
import { createFakeEnvironment } from '../../../src/testing/environment';
import { buildJob, start } from '../builders';

const now = () => Date.parse(start);
const jobs = (count: number) => Array.from({ length: count }, (_, n) => buildJob({ id: `j${n}`, recordedBy: 'kit' }));

describe('what a browser remembers', () => {
  it('is the last hundred jobs of the kit, so that no storage fills up', () => {
    const { storage } = createFakeEnvironment();
    const ledger = createLedger({ scope: 'user-1', storage, now, isCurrent: () => true });
    for (const job of jobs(150)) ledger.putJobs([job]);
    expect(ledger.jobs().map(({ id }) => id)).toEqual(
      jobs(150)
        .slice(50)
        .map(({ id }) => id),
    );
  });

  it('is nothing without a scope: the next person may sit at the same browser', () => {
    const { storage } = createFakeEnvironment();
    createLedger({ scope: undefined, storage, now, isCurrent: () => true }).putJobs(jobs(1));
    for (const scope of ['', 'undefined', 'user-1'])
      expect(createLedger({ scope, storage, now, isCurrent: () => true }).jobs()).toEqual([]);
  });

  it('is known under its own scope alone', () => {
    const { storage } = createFakeEnvironment();
    createLedger({ scope: 'user-1', storage, now, isCurrent: () => true }).putJobs(jobs(1));
    expect(createLedger({ scope: 'user-2', storage, now, isCurrent: () => true }).jobs()).toEqual([]);
    expect(createLedger({ scope: 'user-1', storage, now, isCurrent: () => true }).jobs()).toHaveLength(1);
  });
});
