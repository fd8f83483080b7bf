'use client';
import { forwardRef, useId, useState } from 'react';
import type { ConsentPurpose } from '../../core/transport';
import { useConsent, useOfferedConsent } from '../../react/use-consent';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { composeHandlers } from '../shared/part';
import { forwardWidgetRef } from '../shared/widget-boundary';
import type { ActionButtonProps } from './action-button';

/**
 * The way to the bank's own page, by what it would help with now: finish linking, sign in again, renew access, link again.
 * Not there where it would not help. Loads nothing.
 */
export const FixButton = forwardWidgetRef<HTMLButtonElement, ActionButtonProps>(function FixButton(
  { look = 'primary', ...props },
  ref,
) {
  const { labels } = useText();
  const purpose = useOfferedConsent(props.connectionId);
  const hasFailed = useConnectionsState((state) => selectConnection(state, props.connectionId)?.status === 'failed');
  if (purpose === undefined) return null;
  const words = labels.consent[hasFailed ? 'connectAgain' : purpose];
  return (
    <ConsentButton part="action-fix" {...props} look={look} purpose={purpose} ref={ref}>
      {props.children ?? words}
    </ConsentButton>
  );
});

/**
 * The way to the bank's own page, to prolong access: at any time, not only when it ends soon; the link goes on meanwhile. Not
 * there unless the connection is active and the transport can do it. Loads nothing.
 */
export const RenewButton = forwardWidgetRef<HTMLButtonElement, ActionButtonProps>(function RenewButton(props, ref) {
  const { labels } = useText();
  const isActive = useConnectionsState((state) => selectConnection(state, props.connectionId)?.status === 'active');
  const isBusy = useConnectionsState((state) => Boolean(selectConnection(state, props.connectionId)?.operation));
  const isPossible = useConnectionsState(({ description }) => description?.can.includes('consent') ?? false);
  if (!isActive || !isPossible) return null;
  return (
    <ConsentButton part="action-renew" {...props} purpose="extend" reason={isBusy ? labels.reason.busy : ''} ref={ref}>
      {props.children ?? labels.consent.extend}
    </ConsentButton>
  );
});

interface ConsentButtonProps extends ActionButtonProps {
  part: string;
  purpose: ConsentPurpose;
  reason?: string;
}

const ConsentButton = forwardRef<HTMLButtonElement, ConsentButtonProps>(function ConsentButton(
  { connectionId, purpose, onClick, ...props },
  ref,
) {
  const { labels } = useText();
  const startConsent = useConsent();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const failedId = useId();

  async function start(): Promise<void> {
    setBusy(true);
    setFailed(false);
    try {
      await startConsent({ purpose, connectionId, returnUrl: window.location.href });
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        icon="link"
        {...props}
        busy={busy}
        aria-describedby={failed ? failedId : props['aria-describedby']}
        onClick={composeHandlers(onClick, () => void start())}
        ref={ref}
      />
      {failed && (
        <span data-ck="action-failed" id={failedId} role="alert">
          {labels.consent.failed}
        </span>
      )}
    </>
  );
});
