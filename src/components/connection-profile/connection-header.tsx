'use client';
import { forwardRef } from 'react';
import { useConnection, useStale } from '../../react/use-connections';
import { useExpiring } from '../../react/use-consent';
import { useNow, useText } from '../../react/use-text';
import { InstitutionLogo } from '../shared/institution-logo';
import { Part, type PartProps } from '../shared/part';
import { StatusBadge } from '../shared/status-badge';
import { useKeptFocus } from '../shared/use-kept-focus';

/** Attributes go to the `<header>`; the name of the bank in it is an `<h2>`. */
export interface ConnectionHeaderProps extends PartProps<'header'> {
  connectionId: string;
}

/** Which bank this is, how it is linked, and how it stands: logo, name, dates, status. Loads the connection's detail by itself. */
export const ConnectionHeader = forwardRef<HTMLElement, ConnectionHeaderProps>(function ConnectionHeader(
  { connectionId, ...props },
  ref,
) {
  const text = useText();
  const now = useNow();
  const { connection } = useConnection(connectionId);
  const expiring = useExpiring(connectionId);
  const stale = useStale(connectionId);
  if (!connection) return null;
  const { institution, method, status, expiresAt, lastSyncedAt, revokedAt, failure } = connection;
  const { header, list, method: methods } = text.labels;
  const facts = [
    method && methods[method],
    status !== 'revoked' && expiresAt && text.fill(header.accessUntil, { date: text.date(expiresAt) }),
    lastSyncedAt && text.fill(header.lastSynced, { time: text.relativeTime(lastSyncedAt, now) }),
    revokedAt && text.fill(list.revokedAt, { date: text.date(revokedAt) }),
  ].filter(Boolean);
  return (
    <Part as="header" part="connection-header" state={{ status }} {...props} ref={ref}>
      <InstitutionLogo institution={institution} size="large" />
      <div data-ck="connection-header-text">
        <HeaderName name={institution.name} />
        <p data-ck="connection-header-facts">{facts.join(' · ')}</p>
      </div>
      <StatusBadge status={status} warning={expiring || stale || failure !== undefined} />
    </Part>
  );
});

function HeaderName({ name }: { name: string }) {
  const heading = useKeptFocus<HTMLHeadingElement>('[data-ck="connection-detail"], [data-ck="connection-profile"]');
  return (
    <h2 data-ck="connection-header-name" ref={heading} tabIndex={-1}>
      {name}
    </h2>
  );
}
