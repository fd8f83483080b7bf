import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ConnectionGuide, ConnectionManager, extendLabels } from 'connections-kit';
import { en } from 'connections-kit/locales/en';
import { renderScripted } from '../../react/set-up';

const open = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const opened = (name: string) => within(screen.getByRole('region', { name }));

describe('the help', () => {
  it('is loaded when its tab is opened', async () => {
    const { advance } = await renderScripted(<ConnectionManager />);
    expect(document.querySelector('[data-ck="connection-guide"]')).toBeNull();
    fireEvent.mouseDown(screen.getByRole('tab', { name: 'Help' }));
    await advance(0);
    expect(await screen.findByText(/^A connection is made/)).toBeInTheDocument();
  });

  it.each([
    ['kept', 'Accounts and transactions that are stored already are not deleted.'],
    ['deleted', 'Accounts and transactions that are stored already are deleted.'],
  ] as const)('says that revoking leaves stored data %s, where it does', async (revokeData, sentence) => {
    await renderScripted(
      <>
        <ConnectionManager />
        <ConnectionGuide />
      </>,
      { prepare: (bank) => (bank.description = { ...bank.description, revokeData }) },
    );
    await screen.findByText(/^A connection is made/);
    const guide = within(screen.getByRole('region', { name: en.guide.title }));
    fireEvent.click(guide.getByRole('button', { name: 'Revoke' }));
    expect(guide.getByText(sentence)).toBeInTheDocument();
  });

  it('calls the buttons what they are called on this page', async () => {
    const labels = extendLabels(en, { action: { refresh: 'Sync' } });
    await renderScripted(<ConnectionGuide />, { provider: { labels } });
    await screen.findByText(/^A connection is made/);
    open('Sync');
    expect(opened('Sync').getByText('Press “Sync”.')).toBeInTheDocument();
  });
});
