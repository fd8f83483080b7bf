'use client';
/** A native modal dialog: it gives the focus back when it closes. */
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { focusNear, pathOf } from './focus-near';

interface UseModal {
  /** Of the `<dialog>`. */
  ref: RefObject<HTMLDialogElement | null>;
  /** For its `close` event: Escape closes it too. */
  onClose(): void;
  close(): void;
}

/**
 * Opens a `<dialog>` as soon as it is there; Escape and a press beside it close it.
 * @param initialFocus has the focus at first: what changes nothing
 * @param onClose the dialog may go
 */
export function useModal(initialFocus: RefObject<HTMLElement | null>, onClose: () => void): UseModal {
  const ref = useRef<HTMLDialogElement>(null);
  const opener = useRef<readonly Element[]>([]);

  /** The browser gives the focus back to what had it; where that has gone meanwhile, it goes to a heading near it. */
  const handleClose = useCallback(() => {
    focusNear(opener.current, ref.current);
    onClose();
  }, [onClose]);

  /** Closing gives the focus back; only then may the dialog go. */
  const close = useCallback(() => {
    const element = ref.current;
    if (element?.close && element.open) element.close();
    else handleClose();
  }, [handleClose]);

  useEffect(() => {
    const element = ref.current;
    if (!element || element.open) return;
    opener.current = pathOf(element.ownerDocument.activeElement);
    if (element.showModal) element.showModal();
    else element.setAttribute('open', '');
    // What is read first stays in sight; the buttons are so in any case.
    initialFocus.current?.focus({ preventScroll: true });
  }, [initialFocus]);

  /** One that is taken away has not given the focus back. */
  useEffect(() => () => focusNear(opener.current, null), []);

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    let beganOutside = false;
    element.addEventListener('pointerdown', (event) => void (beganOutside = isOutside(element, event)), { signal });
    element.addEventListener(
      'click',
      (event) => {
        // A press that only ends there selected text.
        if (beganOutside && isOutside(element, event)) close();
      },
      { signal },
    );
    return () => listening.abort();
  }, [close]);

  return { ref, onClose: handleClose, close };
}

/** On the backdrop, which counts as the dialog itself. */
function isOutside(dialog: HTMLDialogElement, { target, clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}
