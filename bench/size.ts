/** `npm run size`: what each entry of the packed package costs a page, printed and written to `bench/results.md`. */
import path from 'node:path';
import { unpackTarball } from '../test/package/unpacked';
import { budgets, bundle, installedSize, limits, sizeOfStyles } from './bundle-size';
import { writeResults } from './results';

const unpacked = unpackTarball();
const entries = Object.entries(unpacked.manifest.exports).map(([subpath, target]) => ({
  specifier: path.posix.join('connections-kit', subpath),
  isCode: typeof target !== 'string' && !subpath.endsWith('.css'),
}));
const others = entries
  .filter(({ specifier, isCode }) => isCode && !budgets.some(({ name }) => name === `\`${specifier}\``))
  .map(({ specifier }) => ({ name: `\`${specifier}\``, code: `export * from '${specifier}';`, limit: undefined }));
const styles = entries.filter(({ specifier }) => specifier.endsWith('.css'));

const rows: string[] = [];
for (const { name, code, limit } of [...budgets, ...others]) {
  const { atOnce, later } = await bundle(unpacked, code);
  rows.push(row(name, atOnce.gzip, later.gzip, limit));
}
for (const { specifier } of styles)
  rows.push(row(`\`${specifier}\``, sizeOfStyles(unpacked, specifier), 0, limits.css));
const { packages, bytes } = installedSize(unpacked);
unpacked.remove();

const text = `kB, minified and gzipped, as rolldown bundles the packed package with only its peers external: what loads at once, and what
loads later, where it is needed.

| | at once | later | budget | |
|---|---:|---:|---:|---|
${rows.join('\n')}

Installed, without its peers: ${packages} packages, ${mB(bytes)} MB; the budget is ${mB(limits.installed)} MB: ${verdict(bytes, limits.installed)}.`;
writeResults('Size of each entry', text);
console.log(text);

function row(name: string, atOnce: number, later: number, limit: number | undefined): string {
  const judged = limit === undefined ? ['', ''] : [kB(limit), verdict(atOnce, limit)];
  return `| ${[name, kB(atOnce), later > 0 ? kB(later) : '', ...judged].join(' | ')} |`;
}

function verdict(bytes: number, limit: number): string {
  return bytes <= limit ? 'held' : '**over**';
}

function kB(bytes: number): string {
  return (bytes / 1e3).toFixed(1);
}

function mB(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
