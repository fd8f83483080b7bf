import { fireEvent, screen, within } from '@testing-library/react';
import type { MouseEvent } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionList, PurgeButton } from 'connections-kit';
import { en } from 'connections-kit/locales/en';
import { buildDetail } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const page = (
  <>
    <PurgeButton connectionId="c1" />
    <ConnectionList />
  </>
);
const open = () => fireEvent.click(screen.getByRole('button', { name: 'Purge data' }));
const dialog = () => within(screen.getByRole('dialog'));

/** `renderWithConnections` gives jsdom what its dialogs lack. */
async function renderWithoutModals() {
  const rendered = await renderScripted(page);
  for (const name of ['showModal', 'close']) Reflect.deleteProperty(HTMLDialogElement.prototype, name);
  return rendered;
}

describe('where the page knows no showModal', () => {
  it('the dialog opens all the same, named and with its consequences', async () => {
    await renderWithoutModals();
    open();
    expect(screen.getByRole('dialog')).toHaveAccessibleName('Delete the stored data from Hooli Bank?');
    expect(screen.getByRole('dialog')).toHaveAccessibleDescription(
      expect.stringContaining(en.confirm.purge.wont[0] ?? 'none'),
    );
  });

  it('it closes on Cancel, and nothing is done', async () => {
    const { bank } = await renderWithoutModals();
    open();
    fireEvent.click(dialog().getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(bank.called('purgeConnection')).toEqual([]);
  });

  it('it closes on its confirmation, and the action runs once', async () => {
    const { bank, advance } = await renderWithoutModals();
    open();
    fireEvent.click(dialog().getByRole('button', { name: 'Purge data' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await advance(0);
    expect(bank.called('purgeConnection')).toHaveLength(1);
  });
});

it('it stands in the provider’s root', async () => {
  await renderScripted(page);
  open();
  expect(screen.getByRole('dialog').parentElement).toHaveAttribute('data-ck', 'root');
  fireEvent.click(dialog().getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('one dialog is open at a time', async () => {
  await renderScripted(
    <>
      <PurgeButton connectionId="c1" />
      <PurgeButton connectionId="c2">Purge the other</PurgeButton>
      <ConnectionList />
    </>,
    { connections: [buildDetail(), buildDetail({ id: 'c2', institution: { id: 'AU2', name: 'Nucleus Bank' } })] },
  );
  open();
  fireEvent.click(screen.getByRole('button', { name: 'Purge the other' }));
  expect(screen.getAllByRole('dialog')).toHaveLength(1);
  expect(screen.getByRole('dialog')).toHaveAccessibleName('Delete the stored data from Nucleus Bank?');
});

it('a handler of the host that prevents the press keeps it closed', async () => {
  const onClick = vi.fn((event: MouseEvent) => event.preventDefault());
  await renderScripted(
    <>
      <PurgeButton connectionId="c1" onClick={onClick} />
      <ConnectionList />
    </>,
  );
  open();
  expect(onClick).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('dialog')).toBeNull();
});
