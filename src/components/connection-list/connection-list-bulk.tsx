'use client';
/** Several connections at once: the way in. What it then shows is loaded when it is wanted first. */
import { forwardRef } from 'react';
import { useText } from '../../react/use-text';
import { Button, type ButtonProps } from '../shared/button';
import { Loaded } from '../shared/loaded';
import { composeHandlers, Part, type PartProps } from '../shared/part';
import { isLong, useList } from './list-context';
import { loadBulkContent } from './load-bulk-content';

/** Begins selecting, and ends it; Escape ends it too. */
export const ConnectionListSelect = forwardRef<HTMLButtonElement, Omit<ButtonProps, 'part'>>(
  function ConnectionListSelect({ look = 'link', onClick, ...props }, ref) {
    const { list: words } = useText().labels;
    const list = useList();
    const { ticked, setTicked, description } = list;
    const canNothing =
      description !== undefined && !description.can.some((one) => one === 'refresh' || one === 'revoke');
    if (!isLong(list) || canNothing) return null;
    return (
      <Button
        {...props}
        look={look}
        part="connection-list-select"
        onClick={composeHandlers(onClick, () => setTicked(ticked === null ? new Set() : null))}
        ref={ref}
      >
        {ticked === null ? words.select : words.selectEnd}
      </Button>
    );
  },
);

/** What can be done with those that are ticked, how far that is, and what became of each. */
export const ConnectionListBulk = forwardRef<HTMLDivElement, PartProps<'div'>>(function ConnectionListBulk(props, ref) {
  const { ticked, bulk } = useList();
  if (ticked === null && !bulk.run) return null;
  return (
    <Part part="connection-list-bulk" {...props} ref={ref}>
      <Loaded load={loadBulkContent}>{({ BulkContent }) => <BulkContent />}</Loaded>
    </Part>
  );
});
