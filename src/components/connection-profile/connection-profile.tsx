'use client';
/** One connection: who holds it (masked), what was agreed, what goes on there, its accounts, and the actions on it. */
import { forwardRef } from 'react';
import { useConnection } from '../../react/use-connections';
import { useSignedOut } from '../../react/use-session';
import { ConfirmLevelProvider, ConnectionActions, useConfirmLevel, type ConfirmLevel } from '../connection-actions';
import { ReceiptNotice } from '../receipt';
import { PageNotice } from '../shared/page-notice';
import { Part, type PartProps } from '../shared/part';
import { WidgetBoundary } from '../shared/widget-boundary';
import { ConnectionAccounts } from './account-list';
import { ConnectionHeader } from './connection-header';
import { ConnectionOverview } from './connection-overview';
import { GoneNotice } from './gone-notice';

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
