'use client';
/** The receipt of a purge or a revoke: what shows it is loaded when it is asked for. */
import { forwardRef, useId, useState } from 'react';
import { useClient } from '../../react/use-connections';
import { useReceipt } from '../../react/use-receipt';
import { useText } from '../../react/use-text';
import { Button, type ButtonProps } from '../shared/button';
import { useDialog } from '../shared/use-dialog';
import { composeHandlers } from '../shared/part';

export interface ReceiptButtonProps extends Omit<ButtonProps, 'part' | 'busy' | 'reason' | 'hint'> {
  /** Of the gesture; there is no button for a job that takes nothing away, or has not ended. */
  jobId: string;
}

export const ReceiptButton = forwardRef<HTMLButtonElement, ReceiptButtonProps>(function ReceiptButton(
  { jobId, children, onClick, ...props },
  ref,
) {
  const { labels } = useText();
  const { clock } = useClient().environment;
  const receipt = useReceipt(jobId);
  const showDialog = useDialog();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const failedId = useId();
  if (!receipt) return null;
  const shown = receipt;

  async function open(): Promise<void> {
    setBusy(true);
    setFailed(false);
    try {
      const { ReceiptDialog } = await import('./receipt-dialog');
      const madeAt = new Date(clock.now()).toISOString();
      showDialog((onClose) => <ReceiptDialog receipt={shown} madeAt={madeAt} onClose={onClose} />);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        look="link"
        aria-describedby={failed ? failedId : undefined}
        {...props}
        part="receipt-button"
        busy={busy}
        onClick={composeHandlers(onClick, () => void open())}
        ref={ref}
      >
        {children ?? labels.receipt.open}
      </Button>
      {failed && (
        <span data-ck="action-failed" id={failedId} role="alert">
          {labels.receipt.failed}
        </span>
      )}
    </>
  );
});
