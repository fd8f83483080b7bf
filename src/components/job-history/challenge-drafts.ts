'use client';
import { createContext, useContext, useEffect, type RefObject } from 'react';

export type Drafts = Map<string, readonly string[]>;

const DraftsContext = createContext<Drafts | null>(null);

/**
 * Keeps what a person has typed in the answer to a bank's question and not sent, while its form is not on screen: a change of
 * tab does not lose it. Put it around what shows a `LiveJob`, with `createChallengeDrafts()` as its `value`, made once.
 */
export const ChallengeDrafts = DraftsContext.Provider;

/**
 * The place for the drafts of `ChallengeDrafts`: in memory alone, and gone with the component that holds it. Answered or
 * expired ones are dropped.
 */
export function createChallengeDrafts(): Drafts {
  return new Map();
}

export interface ChallengeDraft {
  /** To be called when something was typed. */
  keep(): void;
  /** To be called when it was sent, or can no longer be. */
  drop(): void;
}

/**
 * The values are set as properties, never as attributes: they do not stand in the page's HTML.
 * @param question what is answered; one draft each
 */
export function useChallengeDraft(question: string, form: RefObject<HTMLFormElement | null>): ChallengeDraft {
  const drafts = useContext(DraftsContext);

  useEffect(() => {
    const kept = drafts?.get(question);
    if (kept) answersIn(form.current).forEach((input, index) => (input.value = kept[index] ?? ''));
  }, [drafts, question, form]);

  return {
    keep: () =>
      drafts?.set(
        question,
        answersIn(form.current).map(({ value }) => value),
      ),
    drop: () => drafts?.delete(question),
  };
}

/** Once nothing is asked any more, nothing that was typed is kept. */
export function useForgottenDrafts(isAsked: boolean): void {
  const drafts = useContext(DraftsContext);
  useEffect(() => {
    if (!isAsked) drafts?.clear();
  }, [drafts, isAsked]);
}

function answersIn(form: HTMLFormElement | null): readonly HTMLInputElement[] {
  return Array.from(form?.querySelectorAll<HTMLInputElement>('input[name="answer"]') ?? []);
}
