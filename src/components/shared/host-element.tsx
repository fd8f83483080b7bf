'use client';
/** A part in an element of the host, who may hold that element too. */
import { cloneElement, type ForwardedRef, type ReactElement } from 'react';
import { useJoinedRef } from './use-joined-ref';

interface HostElementProps {
  element: ReactElement;
  /** Of the part, its ref among them. */
  attributes: Readonly<Record<string, unknown>> & { ref?: ForwardedRef<Element> };
}

export function HostElement({ element, attributes }: HostElementProps) {
  // React 18 keeps it on the element, React 19 among the props; what either has in the other place is not enumerable, and warns.
  const { ref: theirs } = { ...element, ...(element.props as object) } as { ref?: ForwardedRef<Element> };
  const ref = useJoinedRef(attributes.ref, theirs);
  return cloneElement(element, { ...attributes, ...(attributes.ref && { ref }) });
}
