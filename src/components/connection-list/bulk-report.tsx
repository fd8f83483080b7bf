'use client';
/** How far an action on several connections is and, when it has ended, which of them it did not reach and why. */
import type { BulkItem, BulkRun } from '../../react/use-bulk';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText, Notice } from '../shared/notice';
import { useList } from './list-context';

export function BulkReport({ run }: { run: BulkRun }) {
  return (
    <div data-ck="connection-list-bulk-report" role="status">
      {run.running ? <BulkProgress run={run} /> : <BulkOutcome run={run} />}
    </div>
  );
}

function BulkProgress({ run: { action, items } }: { run: BulkRun }) {
  const text = useText();
  const { list, doing } = text.labels;
  const asked = items.filter(({ availability }) => availability.available);
  const done = asked.filter(({ result }) => result !== undefined).length;
  return (
    <>
      {text.fill(list.bulkDoing, { action: doing[action], done, count: asked.length })}
      <progress data-ck="progress" max={Math.max(asked.length, 1)} value={done} aria-label={doing[action]} />
    </>
  );
}

function BulkOutcome({ run: { action, items } }: { run: BulkRun }) {
  const text = useText();
  const { bulk } = useList();
  const { list, jobKind, retry } = text.labels;
  const undone = items.filter(({ result }) => result?.outcome !== 'succeeded');
  const again = undone.filter(isWorthAnotherTry).map(({ connectionId }) => connectionId);
  const title = [
    text.fill(text.plural(list.bulkDone, items.length - undone.length), { action: jobKind[action] }),
    ...(undone.length > 0 ? [text.plural(list.bulkNotDone, undone.length)] : []),
  ].join(' · ');
  const buttons = (
    <>
      {again.length > 0 && (
        <Button part="connection-list-bulk-retry" onClick={() => void bulk.start(action, again)}>
          {retry}
        </Button>
      )}
      <Button part="connection-list-bulk-close" onClick={bulk.dismiss}>
        {list.close}
      </Button>
    </>
  );
  return (
    <Notice tone={undone.length > 0 ? 'warning' : 'info'} title={title} action={buttons}>
      {undone.length > 0 && (
        <ul data-ck="connection-list-bulk-failures">
          {undone.map((item) => (
            <li key={item.connectionId}>
              <strong>{item.institution.name}</strong>
              <BulkReason item={item} action={action} />
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function BulkReason({ item, action }: { item: BulkItem; action: BulkRun['action'] }) {
  const text = useText();
  const { connectionId, institution, availability, result } = item;
  const connection = useConnectionsState((state) => selectConnection(state, connectionId));
  if (!availability.available) return <p>{text.reason(availability, action, connection)}</p>;
  if (result?.outcome === 'unavailable') return <p>{text.labels.reason.busy}</p>;
  if (result?.failure && result.outcome !== 'unknown')
    return <FailureText failure={result.failure} institution={connection?.institution} />;
  return <p>{text.fill(text.labels.lost[action], { institution: institution.name })}</p>;
}

/** What was refused for good is not; nor is what may have been done, of which the connection itself says what became. */
function isWorthAnotherTry({ availability, result }: BulkItem): boolean {
  if (availability.available) return result?.outcome !== 'unknown';
  return (
    availability.reason !== 'status' && availability.reason !== 'unsupported' && availability.reason !== 'forbidden'
  );
}
