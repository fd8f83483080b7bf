'use client';
/** What each destructive action will do and what it will not, before it does it. */
import { useId, useState } from 'react';
import type { ActionName } from '../../core/model/actions';
import type { ConnectionState } from '../../core/model/connection';
import { useAvailability } from '../../react/use-action';
import { useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { ConfirmDialog } from '../shared/confirm-dialog';
import type { ConfirmProps } from './action-button';

export function ConfirmPurge(props: ConfirmProps) {
  return <ConfirmSimple {...props} action="purge" />;
}

export function ConfirmPurgeAndRefresh(props: ConfirmProps) {
  return <ConfirmSimple {...props} action="purgeAndRefresh" />;
}

function ConfirmSimple({
  action,
  connection,
  level,
  onConfirm,
  onClose,
}: ConfirmProps & { action: 'purge' | 'purgeAndRefresh' }) {
  const text = useText();
  const institution = connection.institution.name;
  const typed = useTyped(level, connection);
  const { title, will, wont, confirm } = text.labels.confirm[action];
  return (
    <ConfirmDialog
      title={text.fill(title, { institution })}
      will={will.map((sentence) => text.fill(sentence, { institution }))}
      wont={wont.map((sentence) => text.fill(sentence, { institution }))}
      confirm={confirm}
      onConfirm={() => onConfirm(action)}
      typed={typed}
      onClose={onClose}
    />
  );
}

/** Ending a link leaves the choice what becomes of the stored data, where the provider leaves it open. */
export function ConfirmRevoke({ connection, level, onConfirm, onClose }: ConfirmProps) {
  const text = useText();
  const { revoke, purgeAndRevoke } = text.labels.confirm;
  const revokeData = useConnectionsState((state) => state.description?.revokeData ?? 'unknown');
  const deletion = useAvailability(connection.id, 'purgeAndRevoke');
  const [action, setAction] = useState<ActionName>('revoke');
  const institution = connection.institution.name;
  const typed = useTyped(level, connection);
  const consequences =
    action === 'purgeAndRevoke'
      ? purgeAndRevoke
      : {
          will: [
            ...revoke.will,
            ...(revokeData === 'deleted' ? revoke.willDeleted : revokeData === 'unknown' ? revoke.unknownData : []),
          ],
          wont: revokeData === 'kept' ? revoke.wontKept : [],
          confirm: revoke.confirm,
        };
  return (
    <ConfirmDialog
      title={text.fill(revoke.title, { institution })}
      will={consequences.will.map((sentence) => text.fill(sentence, { institution }))}
      wont={consequences.wont.map((sentence) => text.fill(sentence, { institution }))}
      confirm={consequences.confirm}
      choice={
        revokeData !== 'deleted' && <DataChoice action={action} onChange={setAction} canDelete={deletion.available} />
      }
      onConfirm={() => onConfirm(action)}
      typed={typed}
      onClose={onClose}
    />
  );
}

/** Where both were begun already, nothing is left to choose. */
export function ConfirmPurgeAndRevoke({ connection, level, onConfirm, onClose }: ConfirmProps) {
  const text = useText();
  const { revoke, purgeAndRevoke } = text.labels.confirm;
  const institution = connection.institution.name;
  const typed = useTyped(level, connection);
  return (
    <ConfirmDialog
      title={text.fill(revoke.title, { institution })}
      will={purgeAndRevoke.will.map((sentence) => text.fill(sentence, { institution }))}
      wont={purgeAndRevoke.wont.map((sentence) => text.fill(sentence, { institution }))}
      confirm={purgeAndRevoke.confirm}
      onConfirm={() => onConfirm('purgeAndRevoke')}
      typed={typed}
      onClose={onClose}
    />
  );
}

/** The words to be typed, where any are: the name of the bank, unless the labels say otherwise. */
function useTyped(level: ConfirmProps['level'], { institution }: ConnectionState): string | undefined {
  const { labels, fill } = useText();
  const name = institution.name.trim() === '' ? labels.bank : institution.name.trim();
  return level === 'typed' ? fill(labels.confirm.typed.text, { institution: name }) : undefined;
}

interface DataChoiceProps {
  action: ActionName;
  onChange(action: ActionName): void;
  canDelete: boolean;
}

function DataChoice({ action, onChange, canDelete }: DataChoiceProps) {
  const { choice } = useText().labels.confirm;
  const name = useId();
  const hintId = useId();
  const option = (value: ActionName, label: string, disabled = false) => (
    <label data-ck="choice-option">
      <input
        type="radio"
        name={name}
        value={value}
        checked={action === value}
        disabled={disabled}
        onChange={() => onChange(value)}
      />
      {label}
    </label>
  );
  return (
    <fieldset data-ck="choice" aria-describedby={canDelete ? undefined : hintId}>
      <legend>{choice.legend}</legend>
      {option('revoke', choice.keep)}
      {option('purgeAndRevoke', choice.delete, !canDelete)}
      {!canDelete && (
        <p data-ck="choice-hint" id={hintId}>
          {choice.deleteImpossible}
        </p>
      )}
    </fieldset>
  );
}
