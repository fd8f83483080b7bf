'use client';
/** What to quote to support, to be copied. */
import type { Job } from '../../core/model/job';
import { useText } from '../../react/use-text';
import { CopyButton } from '../shared/copy-button';

export function JobReference({ job: { id } }: { job: Job }) {
  const { labels, fill } = useText();
  return (
    <p data-ck="job-history-reference">
      {fill(labels.reference, { reference: id })} <CopyButton value={id} />
    </p>
  );
}
