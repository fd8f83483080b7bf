'use client';
import { forwardRef, useId, type ReactNode } from 'react';
import { useConnectionRow } from '../../react/use-connection-row';
import { useText } from '../../react/use-text';
import { FixButton } from '../connection-actions';
import { Button } from '../shared/button';
import { Icon } from '../shared/icon';
import { InstitutionLogo } from '../shared/institution-logo';
import { Part, type PartProps } from '../shared/part';
import { StatusBadge } from '../shared/status-badge';
import { useJoinedRef } from '../shared/use-joined-ref';
import { NotChecked, summaryOf } from './connection-summary';
import { JobProgress } from './job-progress';
import { useRow, type Row } from './row-context';

/** Shows a connection that was loaded, and nothing of another one. */
export interface ConnectionListItemProps extends Omit<PartProps<'li'>, 'onSelect'> {
  connectionId: string;
  /** Marked as the current one; with `onSelect` also for screen readers. */
  selected?: boolean | undefined;
  /** Makes the row a button, and offers to answer where a job waits for the person. */
  onSelect?: ((connectionId: string) => void) | undefined;
}

/**
 * One row: which bank, how it stands, what goes on there, and the way out where the bank needs the person. Loads nothing: it
 * shows a connection that the list has loaded. It may stand in a list of yours.
 */
export const ConnectionListItem = forwardRef<HTMLLIElement, ConnectionListItemProps>(function ConnectionListItem(
  { connectionId, selected = false, onSelect, ...props },
  ref,
) {
  const { attributes, tick } = useRow();
  const { ref: measure, style, ...place } = attributes;
  const text = useText();
  const nameId = useId();
  const { connection, job, stale, expiring, offered, now } = useConnectionRow(connectionId);
  const setElement = useJoinedRef<HTMLLIElement>(measure, ref);
  if (!connection) return null;
  const busy = job !== undefined && job.status !== 'unknown';
  const isWaiting = job?.status === 'waiting-input';
  const needsBank = offered !== undefined;
  const onAnswer = isWaiting ? onSelect : undefined;
  const content = (
    <>
      <InstitutionLogo institution={connection.institution} />
      <span data-ck="connection-list-text">
        <span data-ck="connection-list-name" id={nameId}>
          {connection.institution.name}
        </span>
        <span data-ck="connection-list-summary">
          {summaryOf(text, { connection, job: busy ? job : undefined, expiring, now })}
        </span>
        {stale && <NotChecked since={connection.confirmedAt} now={now} />}
        {busy && <JobProgress job={job} institution={connection.institution} />}
      </span>
      {busy && connection.status === 'active' ? (
        <span data-ck="status-badge" data-tone={isWaiting ? 'warning' : 'accent'}>
          <Icon name={isWaiting ? 'alert' : 'sync'} spinning={!isWaiting} />
        </span>
      ) : (
        <StatusBadge status={connection.status} warning={expiring || stale || connection.failure !== undefined} />
      )}
    </>
  );
  return (
    <Part
      as="li"
      part="connection-list-item"
      state={{ status: connection.status, selected, busy, stale, ticked: tick?.isTicked }}
      {...place}
      {...props}
      {...(style && { style: { ...props.style, ...style } })}
      ref={setElement}
    >
      {rowControl({ connectionId, selected, onSelect, tick, children: content })}
      {!tick && (needsBank || onAnswer) && <RowFix {...{ connectionId, nameId, needsBank, onAnswer }} />}
    </Part>
  );
});

interface RowControlProps extends Pick<ConnectionListItemProps, 'connectionId' | 'selected' | 'onSelect'> {
  tick: Row['tick'];
  children: ReactNode;
}

/** What a press on the row does: it ticks, it chooses, or nothing. */
function rowControl({ connectionId, selected, onSelect, tick, children }: RowControlProps) {
  if (tick) {
    return (
      <label data-ck="connection-list-row">
        <input
          type="checkbox"
          data-ck="connection-list-tick"
          data-connection={connectionId}
          checked={tick.isTicked}
          onChange={(event) => tick.change(event.target.checked)}
        />
        {children}
      </label>
    );
  }
  if (!onSelect) return <div data-ck="connection-list-row">{children}</div>;
  return (
    <button
      type="button"
      data-ck="connection-list-button"
      data-connection={connectionId}
      aria-current={selected || undefined}
      onClick={() => onSelect(connectionId)}
    >
      {children}
    </button>
  );
}

interface RowFixProps {
  connectionId: string;
  nameId: string;
  needsBank: boolean;
  onAnswer: ((connectionId: string) => void) | undefined;
}

/** The way to the bank's own page, or to the question that a job waits with. */
function RowFix({ connectionId, nameId, needsBank, onAnswer }: RowFixProps) {
  const { list } = useText().labels;
  return (
    <div data-ck="connection-list-fix">
      {needsBank ? (
        <FixButton connectionId={connectionId} look="link" aria-describedby={nameId} />
      ) : (
        <Button
          part="connection-list-answer"
          look="link"
          aria-describedby={nameId}
          onClick={() => onAnswer?.(connectionId)}
        >
          {list.answer}
        </Button>
      )}
    </div>
  );
}
