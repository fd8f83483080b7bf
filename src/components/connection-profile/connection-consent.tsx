'use client';
import { forwardRef, useEffect, useId, type ReactNode } from 'react';
import { useClient, useConnection } from '../../react/use-connections';
import { useExpiring } from '../../react/use-consent';
import { useIsPast, useNow, useText } from '../../react/use-text';
import { RenewButton, RevokeButton } from '../connection-actions';
import { Icon } from '../shared/icon';
import { Part, type PartProps } from '../shared/part';

/** Attributes go to the `<section>`, which is left out where no consent is known. */
export interface ConnectionConsentProps extends PartProps<'section'> {
  connectionId: string;
}

/**
 * What the person agreed to share, for what, since when and until when; renewing and withdrawing stand beside it. Loads the
 * connection's detail by itself, of a revoked one too. Not there where no consent is known.
 */
export const ConnectionConsent = forwardRef<HTMLElement, ConnectionConsentProps>(function ConnectionConsent(
  { connectionId, ...props },
  ref,
) {
  const text = useText();
  const client = useClient();
  const now = useNow();
  const titleId = useId();
  const { connection, load } = useConnection(connectionId);
  const isExpiring = useExpiring(connectionId);
  const { consent: words } = text.labels;
  const consent = connection?.detail?.consent;
  const isRevoked = connection?.status === 'revoked';
  const expiresAt = consent?.expiresAt ?? connection?.expiresAt;
  const isPast = useIsPast(expiresAt);

  /** Of a link that has ended nothing else is shown, and so nothing else loads it. */
  const isWanted = isRevoked && !connection.detail && load.status === 'idle';
  useEffect(() => {
    if (isWanted) void client.loadConnection(connectionId);
  }, [client, connectionId, isWanted]);

  if (!consent) return null;
  const endedAt =
    consent.endedAt ?? (isRevoked ? connection?.revokedAt : undefined) ?? (isPast ? expiresAt : undefined);
  const hasEnded = isRevoked || endedAt !== undefined;
  const state = hasEnded ? 'ended' : isExpiring ? 'ending' : 'given';
  const date = (time: string | undefined) => (time === undefined ? undefined : text.date(time));
  const rows: readonly (readonly [label: string, value: ReactNode])[] = [
    [words.given, date(consent.givenAt)],
    hasEnded
      ? [words.ended, date(endedAt)]
      : [
          words.ends,
          expiresAt !== undefined && (
            <>
              {text.date(expiresAt)}
              {isExpiring && (
                <span data-ck="consent-soon">
                  <Icon name="alert" />
                  {text.fill(text.labels.list.expires, { time: text.relativeTime(expiresAt, now) })}
                </span>
              )}
            </>
          ),
        ],
    [words.purpose, consent.purpose && <bdi key="purpose">{consent.purpose}</bdi>],
    [words.data, consent.data.length > 0 && <ConsentData key="data" connectionId={connectionId} />],
  ];
  return (
    <Part
      as="section"
      part="connection-consent"
      state={{ consent: state }}
      aria-labelledby={titleId}
      {...props}
      ref={ref}
    >
      <h3 data-ck="section-title" id={titleId}>
        {words.title}
      </h3>
      <dl data-ck="facts">
        {rows.map(([label, value]) => (
          <div data-ck="fact" key={label}>
            <dt>{label}</dt>
            <dd>{value || <span data-ck="absent">{words.notStated}</span>}</dd>
          </div>
        ))}
      </dl>
      {!isRevoked && (
        <div data-ck="consent-actions">
          <RenewButton connectionId={connectionId} />
          <RevokeButton connectionId={connectionId}>{words.withdraw}</RevokeButton>
        </div>
      )}
    </Part>
  );
});

/** Attributes go to the `<ul>`; its items are the bank's own words. */
export interface ConsentDataProps extends PartProps<'ul'> {
  connectionId: string;
}

/** The list of data that the person agreed to share, in the bank's words. Loads the connection's detail by itself. */
export const ConsentData = forwardRef<HTMLUListElement, ConsentDataProps>(function ConsentData(
  { connectionId, ...props },
  ref,
) {
  const { connection } = useConnection(connectionId);
  return (
    <Part as="ul" part="consent-data" {...props} ref={ref}>
      {connection?.detail?.consent?.data.map(({ name, description }, index) => (
        // Two items of a consent may bear the same name.
        // oxlint-disable-next-line react/no-array-index-key
        <li data-ck="consent-item" key={`${index} ${name}`}>
          <span data-ck="consent-item-name">
            <bdi>{name}</bdi>
          </span>
          {description !== undefined && (
            <span data-ck="consent-item-description">
              <bdi>{description}</bdi>
            </span>
          )}
        </li>
      ))}
    </Part>
  );
});
