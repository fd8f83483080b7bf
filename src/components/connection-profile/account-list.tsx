'use client';
/** The accounts that are stored for a connection; numbers masked. */
import { forwardRef } from 'react';
import type { Account } from '../../core/model/connection';
import { useConnection } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';

export interface AccountListProps extends PartProps<'div'> {
  connectionId: string;
}

export const AccountList = forwardRef<HTMLDivElement, AccountListProps>(function AccountList(
  { connectionId, ...props },
  ref,
) {
  const { labels } = useText();
  const { connection } = useConnection(connectionId);
  const accounts = connection?.detail?.accounts ?? [];
  return (
    <Part part="account-list" state={{ empty: accounts.length === 0 }} {...props} ref={ref}>
      {accounts.length === 0 ? (
        <p data-ck="empty-hint">{labels.accounts.none}</p>
      ) : (
        <ul data-ck="account-list-items">
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </ul>
      )}
    </Part>
  );
});

function AccountRow({ account }: { account: Account }) {
  const text = useText();
  const { accounts: words } = text.labels;
  const { name, number, type, balance, availableFunds, currency, available } = account;
  return (
    <li data-ck="account" data-available={available ? '' : undefined}>
      <span data-ck="account-text">
        <span data-ck="account-name">{name}</span>
        <span data-ck="account-number">{[type && text.accountType(type), number].filter(Boolean).join(' · ')}</span>
        {!available && <span data-ck="account-hint">{words.unavailable}</span>}
      </span>
      <span data-ck="account-money">
        <span data-ck="account-balance">{balance === undefined ? words.notShared : text.money(balance, currency)}</span>
        {availableFunds !== undefined && (
          <span data-ck="account-available">
            {text.fill(words.available, { amount: text.money(availableFunds, currency) })}
          </span>
        )}
      </span>
    </li>
  );
}
