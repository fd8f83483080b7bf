'use client';
/** What can be done with the connections that are ticked. */
import { useClient } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { useDialog } from '../shared/confirm-dialog';
import { BulkReport } from './bulk-report';
import { ConfirmBulkRevoke } from './confirm-bulk-revoke';
import { useList } from './list-context';

export function BulkContent() {
  const { ticked, bulk } = useList();
  return (
    <>
      {ticked && <BulkBar ticked={ticked} />}
      {bulk.run && <BulkReport run={bulk.run} />}
    </>
  );
}

function BulkBar({ ticked }: { ticked: ReadonlySet<string> }) {
  const text = useText();
  const client = useClient();
  const showDialog = useDialog();
  const { ids, bulk, setTicked, description } = useList();
  const { list, action, running } = text.labels;
  const chosen = ids.filter((id) => ticked.has(id));
  const reason = chosen.length === 0 ? list.selectFirst : '';
  const busy = bulk.run?.running === true;
  const can = (kind: 'refresh' | 'revoke') => description?.can.includes(kind) ?? true;

  function begin(kind: 'refresh' | 'revoke', connectionIds: readonly string[]): void {
    setTicked(new Set());
    void bulk.start(kind, connectionIds);
  }

  function revoke(): void {
    const possible = chosen.filter((id) => client.availability(id, 'revoke').available);
    if (possible.length === 0) return begin('revoke', chosen);
    showDialog((onClose) => (
      <ConfirmBulkRevoke connectionIds={chosen} onClose={onClose} onConfirm={() => begin('revoke', possible)} />
    ));
  }

  return (
    <div data-ck="connection-list-bulk-bar" role="group" aria-label={list.bulk}>
      <SelectAll ticked={ticked} />
      <span data-ck="connection-list-selected" aria-live="polite">
        {text.plural(list.selected, chosen.length)}
      </span>
      {can('refresh') && (
        <Button
          part="connection-list-bulk-refresh"
          icon="sync"
          busy={busy && bulk.run?.action === 'refresh'}
          reason={busy ? text.labels.reason.busy : reason}
          onClick={() => begin('refresh', chosen)}
        >
          {busy && bulk.run?.action === 'refresh' ? running.refresh : action.refresh}
        </Button>
      )}
      {can('revoke') && (
        <Button
          part="connection-list-bulk-revoke"
          icon="off"
          look="danger"
          busy={busy && bulk.run?.action === 'revoke'}
          reason={busy ? text.labels.reason.busy : reason}
          onClick={revoke}
        >
          {busy && bulk.run?.action === 'revoke' ? running.revoke : action.revoke}
        </Button>
      )}
    </div>
  );
}

/** Those that a search or a filter hides stay as they are. */
function SelectAll({ ticked }: { ticked: ReadonlySet<string> }) {
  const { list } = useText().labels;
  const { shown, setTicked } = useList();
  const count = shown.filter((id) => ticked.has(id)).length;
  const isAll = count > 0 && count === shown.length;

  function change(isTicked: boolean): void {
    const others = [...ticked].filter((id) => !shown.includes(id));
    setTicked(new Set(isTicked ? [...others, ...shown] : others));
  }

  return (
    <label data-ck="connection-list-select-all">
      <input
        type="checkbox"
        data-ck="connection-list-tick"
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !isAll;
        }}
        onChange={(event) => change(event.target.checked)}
      />
      {list.selectAll}
    </label>
  );
}
