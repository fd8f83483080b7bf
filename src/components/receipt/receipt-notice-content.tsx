'use client';
/** The notice of a receipt that waits, with the ways to read it and to put it away. */
import { forwardRef } from 'react';
import { useReceipt } from '../../react/use-receipt';
import { useText } from '../../react/use-text';
import { useDismissReceipt } from '../../react/use-waiting-receipt';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';
import { Part } from '../shared/part';
import { ReceiptButton } from './receipt-button';
import type { ReceiptNoticeProps } from './receipt-notice';

interface ReceiptNoticeContentProps extends ReceiptNoticeProps {
  jobId: string;
}

export const ReceiptNoticeContent = forwardRef<HTMLDivElement, ReceiptNoticeContentProps>(function ReceiptNoticeContent(
  { connectionId, jobId, ...props },
  ref,
) {
  const { labels, fill } = useText();
  const dismiss = useDismissReceipt(connectionId);
  const receipt = useReceipt(jobId);
  if (!receipt) return null;
  const actions = (
    <>
      <ReceiptButton jobId={jobId} look="plain" />
      <Button part="receipt-dismiss" onClick={dismiss}>
        {labels.receipt.dismiss}
      </Button>
    </>
  );
  return (
    <Part part="receipt-notice" {...props} ref={ref}>
      <Notice tone="info" action={actions}>
        {fill(labels.receipt.ready, { institution: receipt.institution?.name ?? labels.bank })}
      </Notice>
    </Part>
  );
});
