import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { LiveJob } from 'connections-kit';
import { at, buildJob } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

it('says that what it followed is done once it has gone, and nothing of the job of another connection', async () => {
  const { bank, client, advance, rerender } = await renderScripted(<LiveJob connectionId="c1" />, {
    prepare: ({ jobs }) => void jobs.set('j1', buildJob()),
  });
  await act(async () => void (await Promise.all([client.load(), client.loadJobs()])));
  expect(screen.getByRole('status')).toHaveTextContent(/^Refresh: /);
  const region = screen.getByRole('status');
  bank.say('j1', { status: 'succeeded', updatedAt: at(1) });
  await advance(16_000);
  expect(screen.queryByRole('heading')).toBeNull();
  expect(screen.getByRole('status'), 'a region that is new would not be read').toBe(region);
  expect(region).toHaveTextContent('Refresh: Done');
  rerender(<LiveJob connectionId="c2" />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});
