'use client';
/** Asks before something happens that cannot be taken back: what will happen, and what will not. */
import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../react/use-text';
import { Button } from './button';
import { useModal } from './use-modal';

export interface Confirmation {
  title: string;
  will: readonly string[];
  wont: readonly string[];
  confirm: string;
  /** A choice that changes the consequences; stands above them. */
  choice?: ReactNode;
  /** What the person has to type first. */
  typed?: string | undefined;
  onConfirm(): void;
}

interface ConfirmDialogProps extends Confirmation {
  onClose(): void;
}

export function ConfirmDialog({ title, will, wont, confirm, choice, typed, onConfirm, onClose }: ConfirmDialogProps) {
  const { labels } = useText();
  const cancel = useRef<HTMLButtonElement>(null);
  const { ref, close, onClose: handleClose } = useModal(cancel, onClose);
  const titleId = useId();
  const consequencesId = useId();
  const [given, setGiven] = useState('');
  const { typed: words } = labels.confirm;
  const matches = typed === undefined || isSame(given, typed);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!matches) return;
    close();
    onConfirm();
  }

  return (
    <dialog
      data-ck="confirm"
      ref={ref}
      aria-labelledby={titleId}
      aria-describedby={consequencesId}
      onClose={handleClose}
    >
      <h2 data-ck="confirm-title" id={titleId}>
        {title}
      </h2>
      {choice}
      <div data-ck="confirm-consequences" id={consequencesId}>
        <Consequences title={labels.confirm.will} items={will} kind="will" />
        <Consequences title={labels.confirm.wont} items={wont} kind="wont" />
      </div>
      <form data-ck="confirm-form" noValidate onSubmit={submit}>
        {typed !== undefined && <TypedField expected={typed} value={given} onChange={setGiven} />}
        <div data-ck="confirm-buttons">
          <Button part="confirm-cancel" ref={cancel} onClick={close}>
            {labels.cancel}
          </Button>
          <Button part="confirm-submit" look="danger" type="submit" reason={matches ? '' : words.notYet}>
            {confirm}
          </Button>
        </div>
      </form>
    </dialog>
  );
}

interface TypedFieldProps {
  expected: string;
  value: string;
  onChange(value: string): void;
}

/** So that a habit of pressing the last button ends nothing. */
function TypedField({ expected, value, onChange }: TypedFieldProps) {
  const { labels, fill } = useText();
  const { typed } = labels.confirm;
  const hintId = useId();
  return (
    <label data-ck="confirm-typed">
      <span data-ck="confirm-typed-label">{fill(typed.label, { text: expected })}</span>
      <input
        value={value}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={hintId}
        onChange={(event) => onChange(event.target.value)}
      />
      <span data-ck="confirm-typed-hint" id={hintId}>
        {typed.hint}
      </span>
    </label>
  );
}

/** What differs to a computer alone is the same: case, spaces, full and half width. */
function isSame(given: string, expected: string): boolean {
  return plain(given) === plain(expected);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase();
}

function Consequences({ title, items, kind }: { title: string; items: readonly string[]; kind: 'will' | 'wont' }) {
  if (items.length === 0) return null;
  return (
    <div data-ck="consequences" data-kind={kind}>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
