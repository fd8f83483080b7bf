'use client';
/** Brings a connection back, or keeps it from ending: the way to the bank's own page, where that would help. */
import { forwardRef, useState } from 'react';
import { useConsent, useOfferedConsent } from '../../react/use-consent';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { composeHandlers } from '../shared/part';
import type { ActionButtonProps } from './action-button';

export const FixButton = forwardRef<HTMLButtonElement, ActionButtonProps>(function FixButton(
  { connectionId, children, onClick, ...props },
  ref,
) {
  const { labels } = useText();
  const purpose = useOfferedConsent(connectionId);
  const startConsent = useConsent();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  if (purpose === undefined) return null;

  async function start(): Promise<void> {
    setBusy(true);
    setFailed(false);
    try {
      await startConsent({ purpose: purpose ?? 'manage', connectionId, returnUrl: window.location.href });
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        look="primary"
        icon="link"
        part="action-fix"
        {...props}
        busy={busy}
        onClick={composeHandlers(onClick, () => void start())}
        ref={ref}
      >
        {children ?? labels.consent[purpose]}
      </Button>
      {failed && (
        <span data-ck="action-failed" role="alert">
          {labels.consent.failed}
        </span>
      )}
    </>
  );
});
