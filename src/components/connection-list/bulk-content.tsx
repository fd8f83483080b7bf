'use client';
/** What can be done with the connections that are ticked. */
import type { BulkAction } from '../../react/use-bulk';
import { useClient } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button, type ButtonProps } from '../shared/button';
import { useDialog } from '../shared/use-dialog';
import { useConfirmLevel } from '../connection-actions';
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
  const level = useConfirmLevel();
  const { ids, bulk, setTicked, description } = useList();
  const { list } = text.labels;
  const chosen = ids.filter((id) => ticked.has(id));
  const can = (kind: BulkAction) => description?.can.includes(kind) ?? true;

  function begin(kind: BulkAction, connectionIds: readonly string[]): void {
    setTicked(new Set());
    void bulk.start(kind, connectionIds);
  }

  function revoke(): void {
    const possible = chosen.filter((id) => client.availability(id, 'revoke').available);
    if (possible.length === 0) return begin('revoke', chosen);
    showDialog((onClose) => (
      <ConfirmBulkRevoke
        connectionIds={chosen}
        level={level}
        onClose={onClose}
        onConfirm={() => begin('revoke', possible)}
      />
    ));
  }

  return (
    <div data-ck="connection-list-bulk-bar" role="group" aria-label={list.bulk}>
      <SelectAll ticked={ticked} />
      <span data-ck="connection-list-selected" aria-live="polite">
        {text.plural(list.selected, chosen.length)}
      </span>
      <div data-ck="connection-list-bulk-buttons">
        {can('refresh') && (
          <BulkButton kind="refresh" icon="sync" chosen={chosen.length} onClick={() => begin('refresh', chosen)} />
        )}
        {can('revoke') && <BulkButton kind="revoke" icon="off" look="danger" chosen={chosen.length} onClick={revoke} />}
      </div>
    </div>
  );
}

interface BulkButtonProps extends Pick<ButtonProps, 'icon' | 'look' | 'onClick'> {
  kind: BulkAction;
  chosen: number;
}

function BulkButton({ kind, chosen, ...props }: BulkButtonProps) {
  const { labels } = useText();
  const { run } = useList().bulk;
  const busy = run?.running === true;
  const isItself = busy && run.action === kind;
  const reason = busy ? labels.reason.busy : chosen === 0 ? labels.list.selectFirst : '';
  return (
    <Button part={`connection-list-bulk-${kind}`} busy={isItself} reason={isItself ? '' : reason} {...props}>
      {isItself ? labels.running[kind] : labels.action[kind]}
    </Button>
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
