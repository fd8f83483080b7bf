'use client';
import { forwardRef } from 'react';
import { useWaitingReceipt } from '../../react/use-waiting-receipt';
import { loadOnDemand } from '../load-on-demand';
import { Loaded } from '../shared/loaded';
import type { PartProps } from '../shared/part';

/** Attributes go to the `<div>`, which is there only while a receipt waits to be looked at or put away. */
export interface ReceiptNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * That there is a receipt of the purge or revoke just made, until it is put away; later the job history has it. Nothing of it
 * is loaded before there is one.
 */
export const ReceiptNotice = forwardRef<HTMLDivElement, ReceiptNoticeProps>(function ReceiptNotice(props, ref) {
  const jobId = useWaitingReceipt(props.connectionId);
  if (jobId === undefined) return null;
  return (
    <Loaded load={loadOnDemand}>
      {({ ReceiptNoticeContent }) => <ReceiptNoticeContent {...props} jobId={jobId} ref={ref} />}
    </Loaded>
  );
});
