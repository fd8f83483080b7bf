'use client';
/** A value that the host may hold; held here when the host does not. */
import { useCallback, useState } from 'react';

export function useControllable<T>(
  value: T | undefined,
  onChange: ((value: T) => void) | undefined,
  initial: T,
): readonly [T, (value: T) => void] {
  const [own, setOwn] = useState(initial);
  const change = useCallback(
    (next: T) => {
      setOwn(next);
      onChange?.(next);
    },
    [onChange],
  );
  return [value === undefined ? own : value, change];
}
