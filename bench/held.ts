/**
 * What a client holds per connection, beside the plain objects of the answer in a Map (the limit): heap of Node after forced
 * collections, in a process of its own for each figure.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { median } from './figures';
import type { Report } from './results';

const counts = [10_000, 100_000];
const ways = ['map', 'hydrate', 'load'] as const;
const runs = 7;
const names: Readonly<Record<(typeof ways)[number], string>> = {
  map: 'plain objects in a `Map` (the limit)',
  hydrate: '`client.hydrate`',
  load: '`client.load`, to the last page',
};

export async function reportHeld(): Promise<Report> {
  const rows = ways.map((way) => ({ way, bytes: counts.map((count) => perConnection(way, count)) }));
  const limit = rows[0]?.bytes ?? [];
  return {
    title: 'Bytes per connection held',
    text: [
      `Heap of Node that ${runs} processes each grew by, per connection: the median, and in brackets least and most.\n`,
      `| | ${counts.map((count) => `${count.toLocaleString('en')} | × limit`).join(' | ')} |`,
      `|---|${counts.map(() => '---:|---:|').join('')}`,
      ...rows.map(({ way, bytes }) => {
        const cells = bytes.map((own, at) => {
          const ratio = median(own) / median(limit[at] ?? []);
          return `${median(own).toFixed(0)} (${Math.min(...own).toFixed(0)} – ${Math.max(...own).toFixed(0)}) | ${ratio.toFixed(2)}`;
        });
        return `| ${names[way]} | ${cells.join(' | ')} |`;
      }),
    ].join('\n'),
  };
}

function perConnection(way: string, count: number): readonly number[] {
  return Array.from({ length: runs }, () => {
    const process_ = ['--expose-gc', '--import', 'tsx', path.join(import.meta.dirname, 'held-process.ts')];
    return Number(execFileSync(process.execPath, [...process_, way, String(count)], { encoding: 'utf8' })) / count;
  });
}
