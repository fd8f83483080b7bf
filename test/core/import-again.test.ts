import { describe, expect, it, vi } from 'vitest';
import { importAgain } from '../../src/core/import-again';

const module = { name: 'the module' };
const chromium = (address: string) => new TypeError(`Failed to fetch dynamically imported module: ${address}`);
const firefox = (address: string) => new TypeError(`error loading dynamically imported module: ${address}`);

/** What the network has; it has nothing else. */
vi.mock('https://bank.example/engine.js?again=2', () => module);
vi.mock('https://bank.example/engine.js?v=1&again=2', () => module);

describe('a module that the browser remembers as failed', () => {
  it.each([
    ['Chromium', chromium],
    ['Firefox', firefox],
  ])('is asked for under another address of its own in %s', async (_name, thrownBy) => {
    const again = importAgain(thrownBy('https://bank.example/engine.js'), 2);
    await expect(again).resolves.toMatchObject(module);
  });

  it('keeps the query that its address has', async () => {
    const again = importAgain(chromium('https://bank.example/engine.js?v=1'), 2);
    await expect(again).resolves.toMatchObject(module);
  });

  it('is not asked for twice by the first attempt', async () => {
    const thrown = chromium('https://bank.example/engine.js');
    await expect(importAgain(thrown, 0)).rejects.toBe(thrown);
  });
});

describe('no second request follows', () => {
  const message = 'Loading chunk 212 failed.\n(error: https://bank.example/212.js)';

  it.each([
    ['a chunk of webpack or rspack', Object.assign(new Error(message), { name: 'ChunkLoadError' })],
    ['a module in Safari', new TypeError('Importing a module script failed.')],
    ['a module that throws', new Error('See https://bank.example/help')],
  ])('the failure of %s', async (_name, thrown) => {
    await expect(importAgain(thrown, 2)).rejects.toBe(thrown);
  });
});
