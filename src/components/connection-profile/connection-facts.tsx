'use client';
import { forwardRef, useId, type ReactNode } from 'react';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { CopyButton } from '../shared/copy-button';
import { Part, type PartProps } from '../shared/part';

/** Attributes go to the `<section>`; a fact that the transport does not say has no row. */
export interface ConnectionFactsProps extends PartProps<'section'> {
  connectionId: string;
}

/**
 * How and since when a connection is linked, and the reference to give to support. Loads nothing: it shows a connection that
 * was loaded, or nothing.
 */
export const ConnectionFacts = forwardRef<HTMLElement, ConnectionFactsProps>(function ConnectionFacts(
  { connectionId, ...props },
  ref,
) {
  const text = useText();
  const { facts, method: methods } = text.labels;
  const titleId = useId();
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  if (!connection) return null;
  const { id, status, method, createdAt, lastSyncedAt, expiresAt, revokedAt, institution } = connection;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [facts.method, method && methods[method]],
    [facts.created, createdAt && text.date(createdAt)],
    [facts.synced, lastSyncedAt && text.dateTime(lastSyncedAt)],
    [facts.expires, status !== 'revoked' && expiresAt && text.date(expiresAt)],
    [facts.revoked, revokedAt && text.dateTime(revokedAt)],
    [facts.country, institution.country],
    [
      facts.reference,
      <>
        <code data-ck="reference">{id}</code> <CopyButton value={id} />
      </>,
    ],
  ];
  return (
    <Part as="section" part="connection-facts" aria-labelledby={titleId} {...props} ref={ref}>
      <h3 data-ck="section-title" id={titleId}>
        {facts.title}
      </h3>
      <dl data-ck="facts">
        {rows.map(([label, value]) =>
          value === undefined || value === '' || value === false ? null : (
            <div data-ck="fact" key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Part>
  );
});
