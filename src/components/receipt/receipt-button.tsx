'use client';
import { useId } from 'react';
import { useClient } from '../../react/use-connections';
import { useReceipt } from '../../react/use-receipt';
import { useText } from '../../react/use-text';
import { loadOnDemand } from '../load-on-demand';
import { Button, type ButtonProps } from '../shared/button';
import { composeHandlers } from '../shared/part';
import { useDialog } from '../shared/use-dialog';
import { useLoadedPress } from '../shared/use-loaded-press';
import { forwardWidgetRef } from '../shared/widget-boundary';

/** Those of a `<button>`; children stand in the place of its word. */
export interface ReceiptButtonProps extends Omit<ButtonProps, 'part' | 'busy' | 'reason' | 'hint'> {
  /** A job of the gesture; there is no button for one that takes nothing away, or has not ended. */
  jobId: string;
}

/** Opens the receipt of a purge or a revoke in a dialog. Loads no data; the dialog's code is loaded when it is asked for. */
export const ReceiptButton = forwardWidgetRef<HTMLButtonElement, ReceiptButtonProps>(function ReceiptButton(
  { jobId, look = 'link', children, onClick, onFocus, onPointerEnter, ...props },
  ref,
) {
  const { labels } = useText();
  const { clock } = useClient().environment;
  const receipt = useReceipt(jobId);
  const showDialog = useDialog();
  const { loading, failed, press, prepare } = useLoadedPress(loadOnDemand, ({ ReceiptDialog }) => {
    if (!receipt) return;
    const madeAt = new Date(clock.now()).toISOString();
    showDialog((onClose) => <ReceiptDialog receipt={receipt} madeAt={madeAt} onClose={onClose} />);
  });
  const failedId = useId();
  if (!receipt) return null;

  return (
    <>
      <Button
        aria-describedby={failed ? failedId : undefined}
        {...props}
        look={look}
        part="receipt-button"
        busy={loading}
        onClick={composeHandlers(onClick, press)}
        onFocus={composeHandlers(onFocus, prepare)}
        onPointerEnter={composeHandlers(onPointerEnter, prepare)}
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
