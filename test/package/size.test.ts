/** The budgets of the package; `npm run size` prints the figure of every entry. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { budgets, bundle, installedSize, limits, sizeOfStyles } from '../../bench/bundle-size';
import { unpackTarball, type Unpacked } from './unpacked';

let unpacked: Unpacked;
beforeAll(() => {
  vi.stubEnv('NODE_ENV', 'production'); // Vite takes its own from it
  unpacked = unpackTarball();
});
afterAll(() => {
  vi.unstubAllEnvs();
  unpacked?.remove();
});

it.each(budgets)('$name loads at most $limit bytes at once', async ({ code, limit }) => {
  const { atOnce } = await bundle(unpacked, code);
  expect(atOnce.gzip).toBeGreaterThan(100);
  expect(atOnce.gzip).toBeLessThanOrEqual(limit);
});

it.each(['connections-kit/styles.css', 'connections-kit/styles.unlayered.css'])(
  `%s has at most ${limits.css} bytes`,
  (specifier) => {
    expect(sizeOfStyles(unpacked, specifier)).toBeLessThanOrEqual(limits.css);
  },
);

it(`has at most ${limits.dependencies} dependencies`, () => {
  expect(Object.keys(unpacked.manifest.dependencies).length).toBeLessThanOrEqual(limits.dependencies);
});

it(`needs at most ${limits.installed} bytes of disk with all that npm installs for it, React not counted`, () => {
  const { packages, bytes } = installedSize(unpacked);
  expect(packages).toBeGreaterThan(limits.dependencies);
  expect(bytes).toBeLessThanOrEqual(limits.installed);
});
