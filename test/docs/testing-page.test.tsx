/** The stories that docs/testing.md writes, in jsdom. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { expect, it } from 'vitest';
import { writeExamples } from './examples';

const { folder } = writeExamples('testing.md', {}, `testing-${import.meta.env.KIT_REACT}`);
const load = async <T,>(file: string): Promise<T> =>
  (await import(/* @vite-ignore */ pathToFileURL(path.join(folder, file)).href)) as T;

it.each(['AsksForACode', 'ThreeBanks'])('the story %s shows its banks', async (name) => {
  const stories = await load<Record<string, { render(): ReactElement }>>('connections.stories.tsx');
  render(stories[name]?.render() ?? <p>missing</p>);
  expect((await screen.findAllByRole('listitem')).length).toBeGreaterThan(2);
});
