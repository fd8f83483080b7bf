'use client';
/** The keyboard in a list: arrows, Home and End go from row to row, letters to a name that begins with them. */
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { selectConnection, useClient } from '../../react/use-connections';
import type { Frame } from './row-window';

interface RowKeys {
  /** The row that has the focus. */
  focusedId: RefObject<string | undefined>;
  onFocus(event: FocusEvent<HTMLElement>): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}

/** Milliseconds without another letter, after which a new name begins. */
const pause = 700;

export function useRowKeys(
  ids: readonly string[],
  list: RefObject<HTMLElement | null>,
  frame: Pick<Frame, 'scrollTo'> | undefined,
): RowKeys {
  const client = useClient();
  const focusedId = useRef<string>(undefined);
  const wanted = useRef<string>(undefined);
  const typed = useRef({ letters: '', at: 0 });

  /** A row that was far away is on the page one render after it was asked for. */
  useEffect(() => {
    if (wanted.current !== undefined) focusRow(wanted.current);
  });

  function controlOf(connectionId: string): HTMLElement | null {
    return list.current?.querySelector<HTMLElement>(`[data-connection="${CSS.escape(connectionId)}"]`) ?? null;
  }

  function focusRow(connectionId: string): void {
    const control = controlOf(connectionId);
    wanted.current = control ? undefined : connectionId;
    if (control) control.focus();
    else frame?.scrollTo(ids.indexOf(connectionId));
  }

  function startingWith(letters: string, from: number): string | undefined {
    const state = client.connections.getState();
    const around = [...ids.slice(from), ...ids.slice(0, from)];
    return around.find((id) => selectConnection(state, id)?.institution.name.toLowerCase().startsWith(letters));
  }

  function targetOf({ key, timeStamp }: KeyboardEvent, at: number): string | undefined {
    if (key === 'ArrowDown') return ids[at + 1];
    if (key === 'ArrowUp') return ids[at - 1];
    if (key === 'Home') return ids[0];
    if (key === 'End') return ids.at(-1);
    if (key.length !== 1) return undefined;
    const isNew = timeStamp - typed.current.at > pause;
    if (isNew && key === ' ') return undefined; // presses the row
    const letters = (isNew ? '' : typed.current.letters) + key.toLowerCase();
    typed.current = { letters, at: timeStamp };
    return startingWith(letters, letters.length === 1 ? at + 1 : at);
  }

  return {
    focusedId,
    onFocus({ target }) {
      focusedId.current = connectionOf(target);
    },
    onBlur() {
      focusedId.current = undefined;
    },
    onKeyDown(event) {
      const { target, altKey, ctrlKey, metaKey } = event;
      const current = target instanceof HTMLElement ? target.dataset.connection : undefined;
      if (current === undefined || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
      const next = targetOf(event, ids.indexOf(current));
      if (next === undefined) return;
      event.preventDefault();
      focusRow(next);
    },
  };
}

/** Of the row that an element stands in. */
function connectionOf(element: Element): string | undefined {
  const row = element.closest('[data-ck="connection-list-item"]');
  return row?.querySelector<HTMLElement>('[data-connection]')?.dataset.connection;
}
