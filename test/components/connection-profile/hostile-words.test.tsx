import type { ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { ConnectionManager, JobHistory } from 'connections-kit';
import { buildDetail, buildJob } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const script = 'Reflect.set(globalThis, "injected", true)';
const words = `</span><img src=x onerror='${script}'><script>${script}</script><a href="javascript:${script}">`;

afterEach(() => void Reflect.deleteProperty(globalThis, 'injected'));

const detail = buildDetail({
  institution: { id: words, name: words, shortName: words, logoUrl: words, recoveryUrl: `javascript:${script}` },
  rawStatus: words,
  profile: { fullName: words, phoneNumbers: [words], emailAddresses: [words], physicalAddresses: [words] },
  accounts: [{ id: words, name: words, type: words, number: words, currency: words, balance: words, available: true }],
  consent: { givenAt: words, purpose: words, data: [{ name: words, description: words }] },
});
const job = buildJob({
  status: 'waiting-input',
  steps: [{ key: words, status: 'failed' }],
  failure: { code: words, actor: 'support', retryable: true, correlationId: words },
  challenge: { kind: 'token', question: words, inputs: [words] },
});

// No adapter has looked at them.
it.each<[string, number, ReactElement]>([
  ['the overview', 10, <ConnectionManager key="" connectionId="c1" tab="overview" />],
  ['the accounts', 6, <ConnectionManager key="" connectionId="c1" tab="accounts" />],
  ['a job', 2, <JobHistory key="" connectionId="c1" jobId="j1" />],
])('words of a bank are shown as they are, and never become part of the page: %s', async (_name, times, page) => {
  const prepare = (bank: { jobs: Map<string, typeof job> }) => void bank.jobs.set(job.id, job);
  const { container } = await renderScripted(page, { connections: [detail], prepare });
  expect((container.textContent ?? '').split(words).length - 1).toBeGreaterThanOrEqual(times);
  const tags = container.querySelectorAll('script, iframe, object, embed, base, meta, a[href], [onerror]');
  expect([...tags].map(({ outerHTML }) => outerHTML)).toEqual([]);
  expect(Reflect.get(globalThis, 'injected')).toBeUndefined();
});
