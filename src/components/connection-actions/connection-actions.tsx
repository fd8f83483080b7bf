'use client';
/** The actions of one connection, the usual one first. */
import { forwardRef, type ForwardRefExoticComponent, type RefAttributes } from 'react';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import { useConnectionsState } from '../../react/use-connections';
import { useOfferedConsent } from '../../react/use-consent';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { WidgetBoundary } from '../shared/widget-boundary';
import { createActionButton, type ActionButtonProps } from './action-button';
import { ConfirmLevelProvider, useConfirmLevel, type ConfirmLevel } from './confirm-level';
import { FixButton } from './consent-buttons';

/** It takes nothing away, and so asks nothing. */
export const RefreshButton: ForwardRefExoticComponent<ActionButtonProps & RefAttributes<HTMLButtonElement>> =
  createActionButton({ action: 'refresh', icon: 'sync', countsDown: true });
export const PurgeButton = createActionButton({ action: 'purge', icon: 'trash', confirmation: 'ConfirmPurge' });
export const PurgeAndRefreshButton = createActionButton({
  action: 'purgeAndRefresh',
  icon: 'sync',
  confirmation: 'ConfirmPurgeAndRefresh',
});
export const RevokeButton = createActionButton({
  action: 'revoke',
  variant: 'purgeAndRevoke',
  icon: 'off',
  look: 'danger',
  confirmation: 'ConfirmRevoke',
});

export const PurgeAndRevokeButton = createActionButton({
  action: 'purgeAndRevoke',
  icon: 'off',
  look: 'danger',
  confirmation: 'ConfirmPurgeAndRevoke',
});

export interface ConnectionActionsProps extends PartProps<'div'> {
  connectionId: string;
  /** Of all destructive buttons inside. */
  confirm?: ConfirmLevel;
}

/** From here a refresh may help; before and after, it cannot. */
const refreshable: readonly ConnectionStatus[] = ['active', 'invalid', 'failed'];

export const ConnectionActions = forwardRef<HTMLDivElement, ConnectionActionsProps>(function ConnectionActions(
  { connectionId, confirm, ...props },
  ref,
) {
  const { labels } = useText();
  const status = useConnectionsState(({ byId }) => byId[connectionId]?.status);
  const offered = useOfferedConsent(connectionId);
  const level = useConfirmLevel(confirm);
  // What ends soon still works: it can be renewed, and the usual action stays the usual one.
  const needsFix = offered !== undefined && offered !== 'extend';
  const refreshHelps = !needsFix && status !== undefined && refreshable.includes(status);
  return (
    <WidgetBoundary of={connectionId}>
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
    </WidgetBoundary>
  );
});
