'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createConnectionsError, toConnectionsError, type Failure, type ProfileField, selectConnection } from '../core';
import { useConnectionsContext } from './context';
import { useConnectionsState } from './use-connections';
import { useWatched } from './use-watched';

/** Milliseconds that a value stays on screen, and those before its end from which on the person is warned (WCAG 2.2.1: at least 20 s). */
export const revealTime = 30_000;
export const revealWarningTime = 20_000;

/** Raw values, held by this component alone and for a limited time: in no store, log or event, and gone with it. */
export interface UseReveal {
  /** Unmasked; undefined while hidden. */
  values: readonly string[] | undefined;
  /** They are being asked for. */
  revealing: boolean;
  /** Milliseconds since 1970 at which the values are hidden again. */
  hiddenAt: number | undefined;
  /** Why the last `reveal` brought nothing. */
  failure: Failure | undefined;
  /** Of the last time: its time was over, and nobody hid it. */
  lapsed: boolean;
  /** Asks for them, with the provider's `onStepUp` where the server wants the person confirmed. Never rejects. */
  reveal(): Promise<void>;
  /** Its whole time anew, from now on; nothing is asked. */
  prolong(): void;
  /** At once; an answer that is still under way is dropped. */
  hide(): void;
}

interface Shown {
  /** The connection and field that it belongs to. */
  of: string;
  values: readonly string[];
  hiddenAt: number;
}

/**
 * The raw values of one profile field, held by the component that asked. Nothing is loaded before `reveal` is called. They
 * are hidden again after 30 seconds, and at once when the window is left or printed, the masked value is gone, or the
 * component shows another connection.
 */
export function useReveal(connectionId: string, field: ProfileField): UseReveal {
  const { client, onStepUp } = useConnectionsContext();
  const [shown, setShown] = useState<Shown>();
  const [revealing, setRevealing] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [lapsed, setLapsed] = useState(false);
  const asked = useRef(0);

  const hide = useCallback(() => {
    asked.current += 1;
    setShown(undefined);
    setRevealing(false);
    setLapsed(false);
  }, []);

  /** Another connection, field or client: what was shown belongs to the former. */
  useEffect(() => hide, [client, connectionId, field, hide]);

  useEffect(() => {
    if (!shown) return undefined;
    const { clock } = client.environment;
    const timer = clock.setTimeout(() => {
      hide();
      setLapsed(true);
    }, shown.hiddenAt - clock.now());
    return () => clock.clearTimeout(timer);
  }, [shown, client, hide]);

  /** Purged or signed out: what has no masked value any more is not shown raw either. */
  const isKnown = useConnectionsState(
    (state) => selectConnection(state, connectionId)?.detail?.profile?.[field] !== undefined,
  );
  useEffect(() => (isKnown ? hide : undefined), [isKnown, hide]);

  /** No more than what is shown: to confirm who they are, a person may have to leave the page and come back. */
  const cover = useCallback(() => setShown(undefined), []);
  const isWatched = useWatched(revealing || shown !== undefined, cover);

  const reveal = useCallback(async () => {
    asked.current += 1;
    const request = asked.current;
    const isWanted = () => request === asked.current;
    const { clock } = client.environment;
    setRevealing(true);
    setFailure(undefined);
    setLapsed(false);
    try {
      const confirm =
        onStepUp &&
        (async () => {
          await onStepUp();
          if (!isWanted()) throw createConnectionsError('aborted');
        });
      const values = await client.reveal(connectionId, field, { onStepUp: confirm });
      if (isWanted() && isWatched()) setShown({ values, hiddenAt: clock.now() + revealTime, of: connectionId + field });
    } catch (thrown) {
      if (isWanted()) setFailure(toConnectionsError(thrown).failure);
    } finally {
      if (isWanted()) setRevealing(false);
    }
  }, [client, connectionId, field, onStepUp, isWatched]);

  const prolong = useCallback(() => {
    const hiddenAt = client.environment.clock.now() + revealTime;
    setShown((current) => current && { ...current, hiddenAt });
  }, [client]);

  // In the render in which the connection changes, the effect has not hidden the former value yet.
  const own = shown?.of === connectionId + field ? shown : undefined;
  return { values: own?.values, hiddenAt: own?.hiddenAt, revealing, failure, lapsed, reveal, prolong, hide };
}
