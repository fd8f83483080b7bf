'use client';
/** Copies a reference for support, and says that it did. */
import { useState } from 'react';
import { useText } from '../../react/use-text';
import { Button } from './button';

export function CopyButton({ value }: { value: string }) {
  const { labels } = useText();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(value);
    } catch {
      // Not allowed here: the reference stands beside the button, to be selected by hand.
    }
  };
  const isCopied = copied === value;
  // A status inside the button would be no part of its name.
  const said = (
    <span data-ck="visually-hidden" role="status">
      {isCopied && labels.copied}
    </span>
  );
  return (
    <Button part="copy" look="link" hint={said} onClick={() => void copy()}>
      {isCopied ? labels.copied : labels.copy}
    </Button>
  );
}
