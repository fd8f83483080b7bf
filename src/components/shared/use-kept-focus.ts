'use client';
/** When the element that has the focus leaves the page, the focus goes to a heading near it, not to the page's beginning. */
import { useEffect, useRef, type RefObject } from 'react';

/**
 * @param within selector of the part, around the heading, whose focus is kept
 * @returns for the heading; it needs `tabIndex={-1}`
 */
export function useKeptFocus<Heading extends HTMLElement>(within: string): RefObject<Heading | null> {
  const heading = useRef<Heading>(null);

  useEffect(() => {
    const root = heading.current?.closest(within);
    if (!root) return undefined;
    let last: Element | undefined;

    /** Elements that come and go while nothing has the focus concern nobody: a long list has many. */
    function remember(event: Event): void {
      last = event.target instanceof Element ? event.target : undefined;
      observer.observe(root as Element, { childList: true, subtree: true });
    }
    function forget(): void {
      last = undefined;
      observer.disconnect();
    }
    /** Left by the person's own move, when it is still there a moment later. */
    function leave(): void {
      const left = last;
      queueMicrotask(() => {
        if (left?.isConnected && left === last) forget();
      });
    }
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || root.ownerDocument.activeElement !== root.ownerDocument.body) return;
      forget();
      heading.current?.focus({ preventScroll: true });
    });
    root.addEventListener('focusin', remember);
    root.addEventListener('focusout', leave);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', remember);
      root.removeEventListener('focusout', leave);
    };
  }, [within]);

  return heading;
}
