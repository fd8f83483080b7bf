'use client';
/** Sentences of the help, with the words that stand on this page's own buttons and tab. */
import { useText } from '../../react/use-text';

function useFill(): (sentence: string) => string {
  const { labels, fill } = useText();
  return (sentence) => fill(sentence, { ...labels.action, jobs: labels.tabs.jobs });
}

export function GuideParagraphs({ lines }: { lines: readonly string[] }) {
  const fill = useFill();
  return (
    <>
      {lines.map((line) => (
        <p data-ck="connection-guide-paragraph" key={line}>
          {fill(line)}
        </p>
      ))}
    </>
  );
}

export function GuideList({ as: List, lines }: { as: 'ol' | 'ul'; lines: readonly string[] }) {
  const fill = useFill();
  return (
    <List data-ck="connection-guide-list">
      {lines.map((line) => (
        <li key={line}>{fill(line)}</li>
      ))}
    </List>
  );
}
