'use client';
/** The connections of the person, each with what it needs to be told at a glance. */
import { forwardRef, Fragment, useId, type ReactNode } from 'react';
import { useConnectionCounts, useConnections } from '../../react/use-connections';
import { useSignedOut } from '../../react/use-session';
import { useSettled } from '../../react/use-settled';
import { useOnline, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { PageNotice } from '../shared/page-notice';
import { Part, type PartProps } from '../shared/part';
import { useKeptFocus } from '../shared/use-kept-focus';
import { ConnectionListItem } from './connection-list-item';

export interface ConnectionListProps extends Omit<PartProps<'section'>, 'onSelect'> {
  /** The row that is marked as the current one. */
  selectedId?: string | undefined;
  /** Makes each row a button. */
  onSelect?(connectionId: string): void;
  /** Offers to link a bank. */
  onConnect?: (() => void) | undefined;
  renderItem?(connectionId: string): ReactNode;
}

export const ConnectionList = forwardRef<HTMLElement, ConnectionListProps>(function ConnectionList(
  { selectedId, onSelect, onConnect, renderItem, ...props },
  ref,
) {
  const text = useText();
  const { list } = text.labels;
  const titleId = useId();
  const title = useKeptFocus<HTMLHeadingElement>('[data-ck="connection-list"]');
  const { ids, load, reload } = useConnections();
  const signedOut = useSignedOut();
  const isLoading = load.status === 'loading' || (load.status === 'idle' && !signedOut);
  const connectButton = onConnect && (
    <Button part="connect" icon="link" onClick={onConnect}>
      {list.connect}
    </Button>
  );
  return (
    <Part
      as="section"
      part="connection-list"
      state={{ load: load.status, empty: ids.length === 0 }}
      aria-labelledby={titleId}
      aria-busy={isLoading || undefined}
      {...props}
      ref={ref}
    >
      <header data-ck="connection-list-header">
        <h2 data-ck="connection-list-title" id={titleId} ref={title} tabIndex={-1}>
          {list.title}
        </h2>
        {ids.length > 0 && <ConnectionListCount />}
      </header>
      <PageNotice />
      <ConnectionListNotice onRetry={reload} />
      {ids.length > 0 && (
        <ul data-ck="connection-list-items">
          {ids.map((id) =>
            renderItem ? (
              <Fragment key={id}>{renderItem(id)}</Fragment>
            ) : (
              <ConnectionListItem key={id} connectionId={id} selected={id === selectedId} onSelect={onSelect} />
            ),
          )}
        </ul>
      )}
      {ids.length === 0 && isLoading && <ConnectionListSkeleton />}
      {ids.length === 0 && load.status === 'ready' && (
        <div data-ck="empty">
          <p data-ck="empty-title">{list.emptyTitle}</p>
          <p data-ck="empty-hint">{list.emptyHint}</p>
          {connectButton}
        </div>
      )}
      {ids.length > 0 && connectButton && <div data-ck="connection-list-footer">{connectButton}</div>}
    </Part>
  );
});

/** "5 linked · 1 needs you"; as text alone, so that it changes without a new render of the rows. */
function ConnectionListCount() {
  const text = useText();
  const { linked, needingYou } = useConnectionCounts();
  const counts = [
    text.plural(text.labels.list.linked, linked),
    ...(needingYou > 0 ? [text.plural(text.labels.list.needsYou, needingYou)] : []),
  ];
  return <span data-ck="connection-list-count">{counts.join(' · ')}</span>;
}

/** That the reading failed; not where the page as a whole says why. */
function ConnectionListNotice({ onRetry }: { onRetry(): void }) {
  const { labels } = useText();
  const online = useOnline();
  const { ids, load } = useConnections();
  const { failure } = useSettled(load);
  const isSaid = failure?.code === 'unauthorized' || (failure?.code === 'network' && !online);
  if (!failure || isSaid) return null;
  const retry = (
    <Button part="retry" busy={load.status === 'loading'} onClick={onRetry}>
      {labels.retry}
    </Button>
  );
  return (
    <div data-ck="connection-list-notice" role="alert">
      <Notice tone="danger" title={ids.length === 0 ? labels.list.failedTitle : labels.list.staleTitle} action={retry}>
        <FailureText failure={failure} />
      </Notice>
    </div>
  );
}

function ConnectionListSkeleton() {
  const { labels } = useText();
  return (
    <div data-ck="skeleton" role="status" aria-label={labels.list.loading}>
      {['first', 'second', 'third'].map((row) => (
        <div data-ck="skeleton-row" key={row} />
      ))}
    </div>
  );
}
