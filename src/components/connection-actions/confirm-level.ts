'use client';
/** How much a destructive action asks for before it acts; that it asks is not a choice. */
import { createContext, useContext } from 'react';

/** `lists`: what will happen and what will not. `typed`: beside them, words that the person has to type. */
export type ConfirmLevel = 'lists' | 'typed';

const ConfirmContext = createContext<ConfirmLevel>('lists');

/** For all buttons inside; their own word goes before. */
export const ConfirmLevelProvider = ConfirmContext.Provider;

/** @param own what a component was given itself, if anything */
export function useConfirmLevel(own?: ConfirmLevel): ConfirmLevel {
  const around = useContext(ConfirmContext);
  return own ?? around;
}
