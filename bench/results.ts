/** `results.md`: one part for each bench, written by that bench alone. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = new URL('results.md', import.meta.url);
const head = '# Results\n\nWritten by `npm run bench` and `npm run soak`, each its own part.\n';

/** A part of it. */
export interface Report {
  title: string;
  /** Markdown. */
  text: string;
}

/** @param title of the part, which takes the place of the one of before */
export function writeResults(title: string, text: string): void {
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const parts = new Map(
    written
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]),
  );
  parts.set(title, text.trim());
  writeFileSync(file, [head, ...[...parts].map(([name, body]) => `## ${name}\n\n${body}\n`)].join('\n'));
}
