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
  return (
    <Button part="copy" look="link" onClick={() => void copy()}>
      <span role="status">{copied === value ? labels.copied : labels.copy}</span>
    </Button>
  );
}
