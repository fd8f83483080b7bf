/** The first page of a test file: nothing was loaded before it. */
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ConnectionList, PurgeButton } from 'connections-kit';
import { buildConnections } from 'connections-kit/testing';
import { renderWithConnections } from 'connections-kit/testing/react';

it('has at once what a page loads later: the window of a list, what can be done with several, a question', async () => {
  const page = (
    <>
      <ConnectionList />
      <PurgeButton connectionId="connection-1" />
    </>
  );
  await renderWithConnections(page, { connections: buildConnections(101) });
  expect(screen.getByRole('list').style.blockSize).not.toBe('');
  fireEvent.click(screen.getByRole('button', { name: 'Select' }));
  expect(document.querySelector('[data-ck="connection-list-bulk"]')).not.toBeEmptyDOMElement();
  fireEvent.click(screen.getByRole('button', { name: 'Purge data' }));
  expect(screen.getByRole('dialog')).toBeInTheDocument();
});
