'use client';
/** A native modal `<dialog>` in the provider's root: it outlives what opened it, and gives the focus back when it closes. */
import { Fragment, useCallback, useEffect, useRef, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { useLayer } from '../../react/use-text';
import { focusNear, pathOf } from './focus-near';

export interface DialogProps {
  part: string;
  titleId: string;
  describedBy?: string;
  /** Has the focus at first: what changes nothing. */
  initialFocus: RefObject<HTMLElement | null>;
  onClose(): void;
  /** @param close gives the focus back; only then may the dialog go */
  children(close: () => void): ReactNode;
}

export function Dialog({ part, titleId, describedBy, initialFocus, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedOutside = useRef(false);
  const opener = useRef<readonly Element[]>([]);

  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    opener.current = pathOf(element.ownerDocument.activeElement);
    if (element.showModal) element.showModal();
    else element.setAttribute('open', '');
    initialFocus.current?.focus();
  }, [initialFocus]);

  /** The browser gives the focus back to what had it; where that has gone meanwhile, to a heading near it. */
  const handleClose = useCallback(() => {
    focusNear(opener.current);
    onClose();
  }, [onClose]);

  const close = useCallback(() => {
    const element = dialog.current;
    if (element?.close && element.open) element.close();
    else handleClose();
  }, [handleClose]);

  return (
    <dialog
      data-ck={part}
      ref={dialog}
      aria-labelledby={titleId}
      aria-describedby={describedBy}
      onClose={handleClose}
      onPointerDown={(event) => void (pressedOutside.current = isOutside(event))}
      onClick={(event) => {
        if (pressedOutside.current && isOutside(event)) close();
      }}
    >
      {children(close)}
    </dialog>
  );
}

/** On the backdrop, which counts as the dialog itself. A press that only ends there selected text. */
function isOutside({ target, currentTarget, clientX, clientY }: MouseEvent<HTMLDialogElement>): boolean {
  if (target !== currentTarget) return false;
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

/** Shows a dialog in the provider's root, in the place of the one before. */
export function useDialog(): (render: (onClose: () => void) => ReactNode) => void {
  const showLayer = useLayer();
  return useCallback(
    (render) => {
      // Its close comes a moment after the next one may have opened, and must not take that away.
      const layer: ReactNode = (
        <Fragment key={++opened}>
          {render(() => showLayer((current) => (current === layer ? null : current)))}
        </Fragment>
      );
      showLayer(layer);
    },
    [showLayer],
  );
}

let opened = 0;
