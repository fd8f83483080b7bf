'use client';
import { forwardRef, useId, useState } from 'react';
import { selectConnection, useConnection, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Part, type PartProps } from '../shared/part';

/** Attributes go to the `<div>` around the list. Long lists begin with a part, and grow at a press. */
export interface AccountListProps extends PartProps<'div'> {
  connectionId: string;
  /** How many are shown at first; 10 unless said otherwise. */
  limit?: number | undefined;
}

/** The accounts that are stored for a connection: name, masked number, type, balance. Loads the connection's detail by itself. */
export const AccountList = forwardRef<HTMLDivElement, AccountListProps>(function AccountList(
  { connectionId, limit = 10, ...props },
  ref,
) {
  const { labels, plural } = useText();
  const { connection } = useConnection(connectionId);
  const [showsAll, setShowsAll] = useState(false);
  const accounts = connection?.detail?.accounts ?? [];
  // One that would be left out alone takes no more room than the button that shows it.
  const isLong = accounts.length > limit + 1;
  const shown = isLong && !showsAll ? accounts.slice(0, limit) : accounts;
  return (
    <Part part="account-list" state={{ empty: accounts.length === 0 }} {...props} ref={ref}>
      {accounts.length === 0 ? (
        <p data-ck="empty-hint">{labels.accounts.none}</p>
      ) : (
        <ul data-ck="account-list-items">
          {shown.map(({ id }) => (
            <AccountListItem key={id} connectionId={connectionId} accountId={id} />
          ))}
        </ul>
      )}
      {isLong && (
        <Button
          part="account-list-more"
          look="link"
          aria-expanded={showsAll}
          onClick={() => setShowsAll((before) => !before)}
        >
          {showsAll ? labels.accounts.showFewer : plural(labels.accounts.showAll, accounts.length)}
        </Button>
      )}
    </Part>
  );
});

/** A row for a list of your own (`<ul>`). Needs a detail that was loaded; an account that it does not hold shows nothing. */
export interface AccountListItemProps extends PartProps<'li'> {
  connectionId: string;
  accountId: string;
}

/** One account of a connection as a list item. Loads nothing: it shows what was loaded with the detail, or nothing. */
export const AccountListItem = forwardRef<HTMLLIElement, AccountListItemProps>(function AccountListItem(
  { connectionId, accountId, ...props },
  ref,
) {
  const text = useText();
  const account = useConnectionsState((state) =>
    selectConnection(state, connectionId)?.detail?.accounts.find(({ id }) => id === accountId),
  );
  if (!account) return null;
  const { accounts: words } = text.labels;
  const { name, number, type, balance, availableFunds, currency, available, updatedAt } = account;
  return (
    <Part as="li" part="account-list-item" state={{ available }} {...props} ref={ref}>
      <span data-ck="account-text">
        <span data-ck="account-name">
          <bdi>{name}</bdi>
        </span>
        <span data-ck="account-number">
          {type && text.accountType(type)}
          {type && number && ' · '}
          {number && <bdi>{number}</bdi>}
        </span>
        {!available && <span data-ck="account-hint">{words.unavailable}</span>}
      </span>
      <span data-ck="account-money">
        <span data-ck="account-balance">
          {balance === undefined ? (
            <span data-ck="absent">{words.notShared}</span>
          ) : (
            <bdi>{text.money(balance, currency)}</bdi>
          )}
        </span>
        {availableFunds !== undefined && (
          <span data-ck="account-available">
            {text.fill(words.available, { amount: text.money(availableFunds, currency) })}
          </span>
        )}
        {!available && updatedAt !== undefined && (
          <span data-ck="account-hint">{text.fill(words.asOf, { date: text.date(updatedAt) })}</span>
        )}
      </span>
    </Part>
  );
});

/** Attributes go to the `<section>`; how many accounts it shows at first is for `AccountList`, which takes a `limit`. */
export interface ConnectionAccountsProps extends PartProps<'section'> {
  connectionId: string;
}

/** `AccountList` as a section under its heading. */
export const ConnectionAccounts = forwardRef<HTMLElement, ConnectionAccountsProps>(function ConnectionAccounts(
  { connectionId, ...props },
  ref,
) {
  const { labels } = useText();
  const titleId = useId();
  return (
    <Part as="section" part="connection-accounts" aria-labelledby={titleId} {...props} ref={ref}>
      <h3 data-ck="section-title" id={titleId}>
        {labels.accounts.title}
      </h3>
      <AccountList connectionId={connectionId} />
    </Part>
  );
});
