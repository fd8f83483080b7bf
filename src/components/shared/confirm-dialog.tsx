'use client';
/** Asks before something happens that cannot be taken back: what will happen, and what will not. Native `<dialog>`. */
import { useCallback, useEffect, useId, useRef, type ReactNode } from 'react';
import { useLayer, useText } from '../../react/use-text';
import { Button } from './button';

export interface Confirmation {
  title: string;
  will: readonly string[];
  wont: readonly string[];
  confirm: string;
  /** A choice that changes the consequences; stands above them. */
  choice?: ReactNode;
  onConfirm(): void;
}

interface ConfirmDialogProps extends Confirmation {
  onClose(): void;
}

export function ConfirmDialog({ title, will, wont, confirm, choice, onConfirm, onClose }: ConfirmDialogProps) {
  const { labels } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const consequencesId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    if (element.showModal) element.showModal();
    else element.setAttribute('open', '');
    cancel.current?.focus();
  }, []);

  /** Closing gives the focus back to where it was; only then may the dialog go. */
  const close = useCallback(() => {
    const element = dialog.current;
    if (element?.close && element.open) element.close();
    else onClose();
  }, [onClose]);

  return (
    <dialog
      data-ck="confirm"
      ref={dialog}
      aria-labelledby={titleId}
      aria-describedby={consequencesId}
      onClose={onClose}
    >
      <h2 data-ck="confirm-title" id={titleId}>
        {title}
      </h2>
      {choice}
      <div data-ck="confirm-consequences" id={consequencesId}>
        <Consequences title={labels.confirm.will} items={will} kind="will" />
        <Consequences title={labels.confirm.wont} items={wont} kind="wont" />
      </div>
      <div data-ck="confirm-buttons">
        <Button part="confirm-cancel" ref={cancel} onClick={close}>
          {labels.cancel}
        </Button>
        <Button
          part="confirm-submit"
          look="danger"
          onClick={() => {
            close();
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </div>
    </dialog>
  );
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

/** Shows a dialog in the provider's root: what opened it may go away meanwhile. */
export function useDialog(): (render: (onClose: () => void) => ReactNode) => void {
  const showLayer = useLayer();
  return useCallback((render) => showLayer(render(() => showLayer(null))), [showLayer]);
}
