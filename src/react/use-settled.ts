'use client';
/** How the last load ended: while the next one is under way, what it said stays on screen. */
import { useState } from 'react';
import type { LoadState } from '../core';

/** @param subject of what; another one has a last load of its own */
export function useSettled(load: LoadState, subject = ''): LoadState {
  const [last, setLast] = useState({ load, subject });
  const isUnderWay = load.status === 'loading' && subject === last.subject;
  if (isUnderWay || (load === last.load && subject === last.subject)) return last.load;
  setLast({ load, subject });
  return load;
}
