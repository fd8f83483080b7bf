'use client';
/** Why a button cannot be used now: seen while it is pointed at or focused, until Escape puts it away. */
import { useEffect, useRef, useState } from 'react';

interface ReasonProps {
  id: string;
  children: string;
}

export function Reason({ id, children }: ReasonProps) {
  const own = useRef<HTMLSpanElement>(null);
  const [dismissed, setDismissed] = useState(false);

  // Whoever points at it may have the focus anywhere.
  useEffect(() => {
    const slot = own.current?.parentElement;
    const page = slot?.ownerDocument;
    const dismiss = ({ key }: KeyboardEvent) => key === 'Escape' && setDismissed(true);
    const offer = () => setDismissed(false);
    page?.addEventListener('keydown', dismiss);
    slot?.addEventListener('pointerenter', offer);
    slot?.addEventListener('focusin', offer);
    return () => {
      page?.removeEventListener('keydown', dismiss);
      slot?.removeEventListener('pointerenter', offer);
      slot?.removeEventListener('focusin', offer);
    };
  }, []);

  return (
    <span data-ck="reason" data-dismissed={dismissed ? '' : undefined} id={id} role="tooltip" ref={own}>
      {children}
    </span>
  );
}
