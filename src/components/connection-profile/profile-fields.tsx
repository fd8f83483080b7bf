'use client';
import { forwardRef, useId } from 'react';
import type { ConnectionState, ProfileField } from '../../core/model/connection';
import type { Labels } from '../../locales/labels';
import { useConnection } from '../../react/use-connections';
import { useSettled } from '../../react/use-settled';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Skeleton } from '../shared/loaded';
import { FailureText, Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { GoneNotice } from './gone-notice';
import { MaskedField } from './masked-field';

const profileFields: readonly ProfileField[] = ['fullName', 'phoneNumbers', 'emailAddresses', 'physicalAddresses'];

/**
 * Attributes go to the `<section>`; a connection that does not exist has a `GoneNotice` in its place, which they do not reach.
 */
export interface ProfileFieldsProps extends PartProps<'section'> {
  connectionId: string;
}

/**
 * Who holds the accounts: name, phone numbers, e-mail and postal addresses, each masked with its way to be revealed; or why
 * there is nothing to show. Loads the connection's detail by itself. Not there for a revoked connection.
 */
export const ProfileFields = forwardRef<HTMLElement, ProfileFieldsProps>(function ProfileFields(
  { connectionId, ...props },
  ref,
) {
  const { labels, fill } = useText();
  const titleId = useId();
  const { connection, load, gone, reload } = useConnection(connectionId);
  const { failure } = useSettled(load, connectionId);
  if (gone) return <GoneNotice connectionId={connectionId} />;
  if (connection?.status === 'revoked') return null;
  if (!connection?.detail && failure) {
    // The page as a whole says that nobody is signed in.
    if (failure.code === 'unauthorized') return null;
    const retry = (
      <Button busy={load.status === 'loading'} onClick={reload}>
        {labels.retry}
      </Button>
    );
    return (
      <Notice tone="danger" title={labels.profile.failedTitle} action={retry}>
        <FailureText failure={failure} institution={connection?.institution} />
      </Notice>
    );
  }
  if (!connection) return null;
  const profile = connection.detail?.profile;
  const isLoading = connection.detail === undefined;
  return (
    <Part
      as="section"
      part="profile-fields"
      state={{ loading: isLoading }}
      aria-labelledby={titleId}
      {...props}
      ref={ref}
    >
      <h3 data-ck="section-title" id={titleId}>
        {labels.profile.title}
      </h3>
      {profile ? (
        <dl data-ck="facts">
          {profileFields.map((field) => (
            <MaskedField key={field} connectionId={connectionId} field={field} />
          ))}
        </dl>
      ) : isLoading ? (
        <Skeleton label={labels.profile.loading} rows={profileFields.length} />
      ) : (
        <p data-ck="empty-hint">{fill(whyNone(connection, labels), { institution: connection.institution.name })}</p>
      )}
    </Part>
  );
});

function whyNone({ purgedAt, status }: ConnectionState, { profile }: Labels): string {
  if (purgedAt !== undefined) return profile.deleted;
  return status === 'active' ? profile.none : profile.notYet;
}
