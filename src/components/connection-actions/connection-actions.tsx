'use client';
import { type ForwardRefExoticComponent, type RefAttributes } from 'react';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useOfferedConsent } from '../../react/use-consent';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { forwardWidgetRef } from '../shared/widget-boundary';
import { createActionButton, type ActionButtonProps } from './action-button';
import { ConfirmLevelProvider, useConfirmLevel, type ConfirmLevel } from './confirm-level';
import { FixButton } from './consent-buttons';

/**
 * Fetches the newest data from the bank. It takes nothing away, and so asks nothing; during a cool-down it counts down to its
 * end.
 */
export const RefreshButton: ForwardRefExoticComponent<ActionButtonProps & RefAttributes<HTMLButtonElement>> =
  createActionButton({ action: 'refresh', icon: 'sync', countsDown: true });
/** Deletes the stored data and keeps the link to the bank, after a dialog has said what will happen and what will not. */
export const PurgeButton = createActionButton({ action: 'purge', icon: 'trash', confirmation: 'ConfirmPurge' });
/** Deletes the stored data, then fetches it anew, after a dialog. A purge that fails is not followed by a refresh. */
export const PurgeAndRefreshButton = createActionButton({
  action: 'purgeAndRefresh',
  icon: 'sync',
  confirmation: 'ConfirmPurgeAndRefresh',
});
/**
 * Ends the link to the bank, after a dialog. Where the provider leaves it open what becomes of the stored data, the dialog
 * lets the person choose to have it deleted first.
 */
export const RevokeButton = createActionButton({
  action: 'revoke',
  variant: 'purgeAndRevoke',
  icon: 'off',
  look: 'danger',
  confirmation: 'ConfirmRevoke',
});

/**
 * Deletes the stored data and ends the link, after a dialog that leaves nothing to choose. `RevokeButton` lets the person
 * choose.
 */
export const PurgeAndRevokeButton = createActionButton({
  action: 'purgeAndRevoke',
  icon: 'off',
  look: 'danger',
  confirmation: 'ConfirmPurgeAndRevoke',
});

/** Which buttons there are follows the status and is its own; for other ones use the single buttons. */
export interface ConnectionActionsProps extends PartProps<'div'> {
  connectionId: string;
  /**
   * What the dialogs of the destructive buttons inside ask for before they act; as `ConfirmLevelProvider` around it says when
   * absent.
   */
  confirm?: ConfirmLevel | undefined;
}

/** From here a refresh may help; before and after, it cannot. */
const refreshable: readonly ConnectionStatus[] = ['active', 'invalid', 'failed'];

/**
 * The actions of one connection, the usual one first: repair or renew where the bank has to be visited, refresh, purge and
 * refresh, purge, revoke. Loads a connection that nobody has loaded. Each is a button of its own too.
 */
export const ConnectionActions = forwardWidgetRef<HTMLDivElement, ConnectionActionsProps>(function ConnectionActions(
  { connectionId, confirm, ...props },
  ref,
) {
  const { labels } = useText();
  const status = useConnectionsState((state) => selectConnection(state, connectionId)?.status);
  const offered = useOfferedConsent(connectionId);
  const level = useConfirmLevel(confirm);
  // What ends soon still works: it can be renewed, and the usual action stays the usual one.
  const needsFix = offered !== undefined && offered !== 'extend';
  const refreshHelps = !needsFix && status !== undefined && refreshable.includes(status);
  return (
    <ConfirmLevelProvider value={level}>
      <Part part="connection-actions" {...props} ref={ref}>
        {needsFix && <FixButton connectionId={connectionId} />}
        <RefreshButton connectionId={connectionId} look={refreshHelps ? 'primary' : 'plain'}>
          {status === 'failed' && !needsFix ? labels.retry : undefined}
        </RefreshButton>
        {offered === 'extend' && <FixButton connectionId={connectionId} look="plain" />}
        <PurgeAndRefreshButton connectionId={connectionId} />
        <PurgeButton connectionId={connectionId} />
        <RevokeButton connectionId={connectionId} />
      </Part>
    </ConfirmLevelProvider>
  );
});
