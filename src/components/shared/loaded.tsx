'use client';
/** Shows a part once it has come, and that it did not come, with the way to try again. */
import type { ReactNode } from 'react';
import { useText } from '../../react/use-text';
import { Button } from './button';
import type { Load } from './load-once';
import { Notice } from './notice';
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

/** Stands for rows that are on their way. */
export function Skeleton({ label, rows = 3 }: { label: string; rows?: number }) {
  return (
    <div data-ck="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div data-ck="skeleton-row" key={row} />
      ))}
    </div>
  );
}
