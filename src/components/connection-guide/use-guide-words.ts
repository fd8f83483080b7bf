'use client';
/** A sentence of the help, with the words that stand on this page's own buttons and tab. */
import { useText } from '../../react/use-text';

export function useGuideWords(): (sentence: string) => string {
  const { labels, fill } = useText();
  return (sentence) => fill(sentence, { ...labels.action, jobs: labels.tabs.jobs });
}
