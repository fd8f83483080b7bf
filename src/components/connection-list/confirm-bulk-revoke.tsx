'use client';
/** Which connections are ended and which are not, by name, before any is. */
import { useMemo } from 'react';
import { selectConnection, useClient, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import type { ConfirmLevel } from '../connection-actions';
import { ConfirmDialog } from '../shared/confirm-dialog';

interface ConfirmBulkRevokeProps {
  connectionIds: readonly string[];
  level: ConfirmLevel;
  onClose(): void;
  onConfirm(): void;
}

export function ConfirmBulkRevoke({ connectionIds, level, onClose, onConfirm }: ConfirmBulkRevokeProps) {
  const text = useText();
  const { list, confirm } = text.labels;
  const { wontKept, willDeleted, unknownData } = confirm.revoke;
  const revokeData = useConnectionsState((state) => state.description?.revokeData ?? 'unknown');
  const { possible, others } = useParted(connectionIds);
  const institutions = text.list(possible);
  const [only = ''] = possible;
  // Nobody types several names: the word of the button stands for them.
  const named = possible.length === 1 && only.trim() !== '' ? only.trim() : confirm.revoke.confirm;
  const dataToo = revokeData === 'deleted' ? willDeleted : revokeData === 'unknown' ? unknownData : [];
  return (
    <ConfirmDialog
      title={text.plural(list.bulkRevoke.title, possible.length)}
      will={[text.fill(list.bulkRevoke.will, { institutions }), ...dataToo]}
      wont={[
        ...(revokeData === 'kept' ? wontKept : []),
        ...others.map(([reason, names]) => text.fill(list.bulkRevoke.wont, { institutions: text.list(names), reason })),
      ]}
      confirm={confirm.revoke.confirm}
      typed={level === 'typed' ? text.fill(confirm.typed.text, { institution: named }) : undefined}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

/** As of the moment that it was asked: the names of those that can be ended, and by reason those that cannot. */
function useParted(connectionIds: readonly string[]) {
  const client = useClient();
  const text = useText();
  return useMemo(() => {
    const state = client.connections.getState();
    const possible: string[] = [];
    const others = new Map<string, string[]>();
    for (const connection of connectionIds.flatMap((id) => selectConnection(state, id) ?? [])) {
      const { name } = connection.institution;
      const availability = client.availability(connection.id, 'revoke');
      if (availability.available) possible.push(name);
      else {
        const reason = text.reason(availability, 'revoke', connection);
        others.set(reason, [...(others.get(reason) ?? []), name]);
      }
    }
    return { possible, others: [...others] };
  }, [client, text, connectionIds]);
}
