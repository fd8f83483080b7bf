/** Where the focus goes when what had it is not there any more. */

/** An element and what it stands in, from the inside out; as it is now, for the time when the element has gone. */
export function pathOf(element: Element | null): readonly Element[] {
  const path: Element[] = [];
  for (let one = element; one; one = one.parentElement) path.push(one);
  return path;
}

/**
 * Where the first of a path is not there any more and nothing else has the focus: to the nearest heading.
 * @param leaving what has the focus in here loses it in a moment
 */
export function focusNear(path: readonly Element[], leaving: Element | null): void {
  const [first] = path;
  if (!first || first.isConnected) return;
  const { body, activeElement } = first.ownerDocument;
  if (activeElement !== null && activeElement !== body && !leaving?.contains(activeElement)) return;
  for (const around of path) {
    const heading = around.isConnected && around.querySelector<HTMLElement>('h1, h2, h3, h4, h5, h6, [role="heading"]');
    if (!heading) continue;
    if (!heading.hasAttribute('tabindex')) {
      heading.setAttribute('tabindex', '-1');
      heading.addEventListener('blur', () => heading.removeAttribute('tabindex'), { once: true });
    }
    heading.focus({ preventScroll: true });
    return;
  }
}
