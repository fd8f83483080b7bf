'use client';
/** Copies what stands beside it, and says whether it did. */
import { useEffect, useState } from 'react';
import { useText } from '../../react/use-text';
import { Button, type ButtonProps } from './button';

export interface CopyButtonProps extends Pick<ButtonProps, 'children' | 'aria-label'> {
  value: string;
}

export function CopyButton({ value, children, 'aria-label': label }: CopyButtonProps) {
  const { labels } = useText();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>();

  // Whether it was copied, not what: a value that is hidden again is kept nowhere.
  useEffect(() => () => setOutcome(undefined), [value]);

  async function copy(): Promise<void> {
    setOutcome(undefined);
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      setOutcome('copyFailed');
    }
  }

  return (
    <>
      <Button part="copy" look="link" aria-label={outcome === 'copied' ? undefined : label} onClick={() => void copy()}>
        {outcome === 'copied' ? labels.copied : (children ?? labels.copy)}
      </Button>
      <span data-ck={outcome === 'copyFailed' ? 'copy-failed' : 'visually-hidden'} role="status">
        {outcome && labels[outcome]}
      </span>
    </>
  );
}
