'use client';
/** One ref for an element that two want to hold. */
import { useCallback, type ForwardedRef, type RefCallback } from 'react';

export function useJoinedRef<Element>(
  ours: ForwardedRef<Element> | undefined,
  theirs: ForwardedRef<Element>,
): RefCallback<Element> {
  return useCallback(
    (element) => {
      give(ours, element);
      give(theirs, element);
    },
    [ours, theirs],
  );
}

function give<Element>(ref: ForwardedRef<Element> | undefined, element: Element | null): void {
  if (typeof ref === 'function') void ref(element);
  else if (ref) ref.current = element;
}
