'use client';
import { useConnection } from '../../react/use-connections';
import { useSignedOut } from '../../react/use-session';
import { ConfirmLevelProvider, ConnectionActions, useConfirmLevel, type ConfirmLevel } from '../connection-actions';
import { ReceiptNotice } from '../receipt';
import { PageNotice } from '../shared/page-notice';
import { Part, type PartProps } from '../shared/part';
import { forwardWidgetRef } from '../shared/widget-boundary';
import { ConnectionAccounts } from './account-list';
import { ConnectionHeader } from './connection-header';
import { ConnectionOverview } from './connection-overview';
import { GoneNotice } from './gone-notice';

/** What stands in it is fixed; another order is made of its parts. */
export interface ConnectionProfileProps extends PartProps<'section'> {
  /** As the transport names it; one that does not exist is said, not thrown. */
  connectionId: string;
  /**
   * What the dialogs of the destructive buttons inside ask for before they act; as `ConfirmLevelProvider` around it says when
   * absent.
   */
  confirm?: ConfirmLevel | undefined;
}

/**
 * One connection on one page: who holds it (masked), what was agreed, what goes on there, its accounts, and the actions on
 * it. Loads the connection's detail and its newest jobs by itself. Parts: `PageNotice`, `ConnectionHeader`,
 * `ConnectionActions`, `ConnectionOverview`, `ConnectionAccounts`; `GoneNotice` where the connection does not exist.
 */
export const ConnectionProfile = forwardWidgetRef<HTMLElement, ConnectionProfileProps>(function ConnectionProfile(
  { connectionId, confirm, ...props },
  ref,
) {
  const level = useConfirmLevel(confirm);
  const signedOut = useSignedOut();
  const { connection, gone } = useConnection(connectionId);
  const isForgotten = signedOut && !connection;
  return (
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
  );
});
