'use client';
/** One ref for an element that two want to hold. */
import { useMemo, type ForwardedRef, type RefCallback } from 'react';

export function useJoinedRef<Element>(
  ours: ForwardedRef<Element> | undefined,
  theirs: ForwardedRef<Element> | undefined,
): RefCallback<Element> {
  return useMemo(() => joinRefs([ours, theirs]), [ours, theirs]);
}

function joinRefs<Element>(refs: readonly (ForwardedRef<Element> | undefined)[]): RefCallback<Element> {
  let takeBack: readonly (() => void)[] = [];
  return (element) => {
    for (const take of takeBack) take();
    takeBack = element === null ? [] : refs.map((ref) => give(ref, element));
  };
}

/** Returns how it is taken back: a function may say so itself, as React 19 lets it. */
function give<Element>(ref: ForwardedRef<Element> | undefined, element: Element): () => void {
  if (typeof ref === 'function') {
    // Where it returns anything else, React takes no notice.
    const end: unknown = ref(element);
    return typeof end === 'function' ? (end as () => void) : () => void ref(null);
  }
  if (!ref) return () => {};
  ref.current = element;
  return () => void (ref.current = null);
}
