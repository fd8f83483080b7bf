'use client';
/** Shows a part once it has come, and that it did not come, with the way to try again. */
import { forwardRef, type ReactNode } from 'react';
import { useText } from '../../react/use-text';
import { Button } from './button';
import type { Load } from './load-once';
import { Notice } from './notice';
import { Part, type PartProps } from './part';
import { useLoaded } from './use-loaded';

interface LoadedProps<Module> {
  load: Load<Module>;
  /** Stands there meanwhile. */
  waiting?: ReactNode;
  children(module: Module): ReactNode;
}

export function Loaded<Module>({ load, waiting = null, children }: LoadedProps<Module>) {
  const { labels } = useText();
  const loaded = useLoaded(load);
  if (loaded.status === 'ready') return children(loaded.module);
  if (loaded.status === 'loading') return waiting;
  return (
    <div role="alert">
      <Notice tone="warning" action={<Button onClick={loaded.retry}>{labels.retry}</Button>}>
        {labels.failure.network}
      </Notice>
    </div>
  );
}

interface SkeletonProps extends PartProps<'div'> {
  label: string;
  rows?: number | undefined;
}

/** Stands for rows that are on their way. */
export const Skeleton = forwardRef<HTMLDivElement, SkeletonProps>(function Skeleton(
  { label, rows = 3, ...props },
  ref,
) {
  return (
    <Part part="skeleton" role="status" aria-label={label} {...props} ref={ref}>
      {Array.from({ length: rows }, (_, row) => (
        <div data-ck="skeleton-row" key={row} />
      ))}
    </Part>
  );
});
