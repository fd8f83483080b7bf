import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionConsent, ConnectionList } from 'connections-kit';
import type { ConnectionDetail, Description } from 'connections-kit/core';
import { at, buildDetail, start } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const day = 86_400;
const consent = {
  givenAt: start,
  expiresAt: at(300 * day),
  purpose: 'Budgeting',
  data: [{ name: 'Transactions', description: 'Amounts, dates and descriptions.' }, { name: 'Name' }],
};

async function renderConsent(detail: Partial<ConnectionDetail>, description: Partial<Description> = {}) {
  const onConsent = vi.fn();
  const rendered = await renderScripted(
    <>
      <ConnectionConsent connectionId="c1" />
      <ConnectionList />
    </>,
    {
      connections: [buildDetail(detail)],
      prepare: (bank) => void (bank.description = { ...bank.description, ...description }),
      provider: { onConsent },
    },
  );
  return { ...rendered, onConsent };
}

const section = () => screen.getByRole('region', { name: 'Your consent' });
const fact = (name: string) => within(section()).getByText(name).parentElement;
const button = (name: string) => within(section()).getByRole('button', { name });

describe('a consent', () => {
  it('tells its purpose, its data, since when and until when', async () => {
    await renderConsent({ consent });
    expect(fact('Given')).toHaveTextContent('Nov 22, 2026');
    expect(fact('Ends')).toHaveTextContent('Sep 18, 2027');
    expect(fact('Purpose')).toHaveTextContent('Budgeting');
    const [transactions, name] = within(section()).getAllByRole('listitem');
    expect(transactions).toHaveTextContent('TransactionsAmounts, dates and descriptions.');
    expect(name).toHaveTextContent('Name');
    expect(section()).toHaveAttribute('data-consent', 'given');
  });

  it('says of what the provider does not state that it does not', async () => {
    await renderConsent({ consent: { data: [] } });
    expect(within(section()).getAllByText('Not stated')).toHaveLength(4);
  });

  it('that ends soon says in how many days', async () => {
    await renderConsent({ consent: { ...consent, expiresAt: at(6 * day) }, expiresAt: at(6 * day) });
    expect(fact('Ends')).toHaveTextContent('Nov 28, 2026Access ends in 6 days');
    expect(section()).toHaveAttribute('data-consent', 'ending');
  });

  it('whose end comes while the page is open has ended', async () => {
    const { advance } = await renderConsent({ consent: { ...consent, expiresAt: at(60) } });
    expect(fact('Ends')).toBeInTheDocument();
    await advance(61_000);
    expect(fact('Ended')).toHaveTextContent('Nov 22, 2026');
    expect(section()).toHaveAttribute('data-consent', 'ended');
  });

  it('that was withdrawn is still told, and can be neither renewed nor withdrawn', async () => {
    await renderConsent({ status: 'revoked', revokedAt: at(-2 * day), consent: { ...consent, endedAt: at(-day) } });
    expect(fact('Ended')).toHaveTextContent('Nov 21, 2026');
    expect(fact('Purpose')).toHaveTextContent('Budgeting');
    expect(within(section()).queryByRole('button')).toBeNull();
  });

  it('of a link that has ended is asked for when it is shown', async () => {
    const detail = buildDetail({ status: 'revoked', revokedAt: at(-day), consent });
    const { rerender, advance } = await renderScripted(<ConnectionList />, { connections: [detail] });
    rerender(<ConnectionConsent connectionId="c1" />);
    await advance(0);
    expect(fact('Ended')).toHaveTextContent('Nov 21, 2026');
  });

  it('is not made up where the provider tells of none', async () => {
    const { consent: _consent, ...detail } = buildDetail();
    await renderScripted(<ConnectionConsent connectionId="c1" />, { connections: [detail] });
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('renewing', () => {
  it('is possible at any time, and leads to the bank', async () => {
    const { bank, advance, onConsent } = await renderConsent({ consent });
    fireEvent.click(button('Renew access'));
    await advance(0);
    expect(bank.called('startConsent')).toMatchObject([{ subject: { purpose: 'extend', connectionId: 'c1' } }]);
    expect(onConsent).toHaveBeenCalledTimes(1);
  });

  it('waits while something goes on', async () => {
    const { client, advance } = await renderConsent({ consent });
    await act(async () => void client.run('c1', 'refresh'));
    await advance(0);
    expect(button('Renew access')).toHaveAttribute('aria-disabled', 'true');
  });

  it.each<[string, Partial<ConnectionDetail>, Partial<Description>]>([
    ['the service has no page for it', {}, { can: ['refresh', 'revoke'] }],
    ['the bank asks for more than that', { status: 'invalid' }, {}],
  ])('is not offered where %s', async (_name, detail, description) => {
    await renderConsent({ consent, ...detail }, description);
    expect(within(section()).queryByRole('button', { name: 'Renew access' })).toBeNull();
  });
});

it('withdrawing is one press away, and leads through the choice of what becomes of the data', async () => {
  const { bank, advance } = await renderConsent({ consent });
  fireEvent.click(button('Stop sharing'));
  const dialog = within(screen.getByRole('dialog', { name: 'End the connection to Hooli Bank?' }));
  fireEvent.click(dialog.getByRole('radio', { name: 'Delete it' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Delete and revoke' }));
  await advance(0);
  expect(bank.methods().filter((method) => /^(purge|revoke)/.test(method))).toEqual([
    'purgeConnection',
    'revokeConnection',
  ]);
});
