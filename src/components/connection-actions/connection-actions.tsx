'use client';
/** The actions of one connection, the usual one first. */
import { forwardRef } from 'react';
import { useOfferedConsent } from '../../react/use-consent';
import { Part, type PartProps } from '../shared/part';
import { createActionButton } from './action-button';
import { FixButton } from './fix-button';
import { ConfirmPurge, ConfirmPurgeAndRefresh, ConfirmPurgeAndRevoke, ConfirmRevoke } from './confirmations';

export const RefreshButton = createActionButton({ action: 'refresh', icon: 'sync', countsDown: true });
export const PurgeButton = createActionButton({ action: 'purge', icon: 'trash', Confirm: ConfirmPurge });
export const PurgeAndRefreshButton = createActionButton({
  action: 'purgeAndRefresh',
  icon: 'sync',
  Confirm: ConfirmPurgeAndRefresh,
});
export const RevokeButton = createActionButton({
  action: 'revoke',
  variant: 'purgeAndRevoke',
  icon: 'off',
  look: 'danger',
  Confirm: ConfirmRevoke,
});

export const PurgeAndRevokeButton = createActionButton({
  action: 'purgeAndRevoke',
  icon: 'off',
  look: 'danger',
  Confirm: ConfirmPurgeAndRevoke,
});

export interface ConnectionActionsProps extends PartProps<'div'> {
  connectionId: string;
}

export const ConnectionActions = forwardRef<HTMLDivElement, ConnectionActionsProps>(function ConnectionActions(
  { connectionId, ...props },
  ref,
) {
  const needsFix = useOfferedConsent(connectionId) !== undefined;
  return (
    <Part part="connection-actions" {...props} ref={ref}>
      <FixButton connectionId={connectionId} />
      <RefreshButton connectionId={connectionId} look={needsFix ? 'plain' : 'primary'} />
      <PurgeAndRefreshButton connectionId={connectionId} />
      <PurgeButton connectionId={connectionId} />
      <RevokeButton connectionId={connectionId} />
    </Part>
  );
});
