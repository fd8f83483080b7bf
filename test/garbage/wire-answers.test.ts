/** The parts in which wire answers are generated, in one run that counts them all. */
import { expect, it } from 'vitest';
import { made } from './budget';

await import('./basiq-mapping');
await import('./rest-reading');
await import('./chain');

it('makes at least 100,000 wire answers', () => {
  const total = Object.values(made).reduce((sum, part) => sum + part, 0);
  const parts = Object.entries(made).map(([part, count]) => `${part} ${count}`);
  console.info(`generated wire answers: ${total} (${parts.join(', ')})`);
  expect(total).toBeGreaterThanOrEqual(100_000);
});
