'use client';
/** One connection: who holds it (masked), what was agreed, what goes on there, its accounts, and the actions on it. */
import { forwardRef } from 'react';
import { useConnection } from '../../react/use-connections';
import { useSignedOut } from '../../react/use-session';
import { ConfirmLevelProvider, ConnectionActions, useConfirmLevel, type ConfirmLevel } from '../connection-actions';
import { LiveJob } from '../job-history';
import { ReceiptNotice } from '../receipt';
import { PageNotice } from '../shared/page-notice';
import { Part, type PartProps } from '../shared/part';
import { WidgetBoundary } from '../shared/widget-boundary';
import { ConnectionAccounts } from './account-list';
import { ConnectionConsent } from './connection-consent';
import { ConnectionFacts } from './connection-facts';
import { ConnectionHeader } from './connection-header';
import { ConnectionNotices } from './connection-notices';
import { GoneNotice } from './gone-notice';
import { ProfileFields } from './profile-fields';

export interface ConnectionProfileProps extends PartProps<'section'> {
  connectionId: string;
  /** Of all destructive buttons inside. */
  confirm?: ConfirmLevel;
}

export const ConnectionProfile = forwardRef<HTMLElement, ConnectionProfileProps>(function ConnectionProfile(
  { connectionId, confirm, ...props },
  ref,
) {
  const level = useConfirmLevel(confirm);
  const signedOut = useSignedOut();
  const { connection, gone } = useConnection(connectionId);
  const isForgotten = signedOut && !connection;
  return (
    <WidgetBoundary of={connectionId}>
      <ConfirmLevelProvider value={level}>
        <Part as="section" part="connection-profile" state={{ gone }} {...props} ref={ref}>
          <PageNotice />
          {gone && (
            <>
              <GoneNotice connectionId={connectionId} />
              <ReceiptNotice connectionId={connectionId} />
            </>
          )}
          {!gone && !isForgotten && (
            <>
              <ConnectionHeader connectionId={connectionId} />
              {connection?.status !== 'revoked' && <ConnectionActions connectionId={connectionId} />}
              <ConnectionOverview connectionId={connectionId} />
              <ConnectionAccounts connectionId={connectionId} />
            </>
          )}
        </Part>
      </ConfirmLevelProvider>
    </WidgetBoundary>
  );
});

export interface ConnectionOverviewProps extends PartProps<'div'> {
  connectionId: string;
}

/** What a connection's page begins with: notices, the running job, the masked profile, the consent, the facts. */
export const ConnectionOverview = forwardRef<HTMLDivElement, ConnectionOverviewProps>(function ConnectionOverview(
  { connectionId, ...props },
  ref,
) {
  return (
    <WidgetBoundary of={connectionId}>
      <Part part="connection-overview" {...props} ref={ref}>
        <ConnectionNotices connectionId={connectionId} />
        <LiveJob connectionId={connectionId} />
        <ProfileFields connectionId={connectionId} />
        <ConnectionConsent connectionId={connectionId} />
        <ConnectionFacts connectionId={connectionId} />
      </Part>
    </WidgetBoundary>
  );
});
