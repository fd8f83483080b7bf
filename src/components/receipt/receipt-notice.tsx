'use client';
/** That there is a receipt of the purge or revoke just made, until it is put away; later the job history has it. */
import { forwardRef } from 'react';
import { useReceipt, useWaitingReceipt } from '../../react/use-receipt';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { ReceiptButton } from './receipt-button';

export interface ReceiptNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

export const ReceiptNotice = forwardRef<HTMLDivElement, ReceiptNoticeProps>(function ReceiptNotice(
  { connectionId, ...props },
  ref,
) {
  const { labels, fill } = useText();
  const { jobId = '', dismiss } = useWaitingReceipt(connectionId);
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
