/** How much a bundle and a folder weigh. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';

/** Bytes; `gzip` at level 9. */
export interface Size {
  minified: number;
  gzip: number;
}

export interface Sizes {
  /** The entries and what they import statically. */
  atOnce: Size;
  /** What is loaded by `import()`. */
  later: Size;
  css: Size;
}

export function weigh(output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]): Sizes {
  const chunks = new Map(output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const atOnce = new Set<string>();
  const walk = (name: string) => {
    const chunk = chunks.get(name);
    if (!chunk || atOnce.has(name)) return;
    atOnce.add(name);
    chunk.imports.forEach(walk);
  };
  for (const chunk of chunks.values()) if (chunk.isEntry) walk(chunk.fileName);
  const scripts = [...chunks.values()];
  const styles = output.filter((file) => file.type === 'asset').filter(({ fileName }) => fileName.endsWith('.css'));
  return {
    atOnce: sizeOf(scripts.filter(({ fileName }) => atOnce.has(fileName)).map(({ code }) => code)),
    later: sizeOf(scripts.filter(({ fileName }) => !atOnce.has(fileName)).map(({ code }) => code)),
    css: sizeOf(styles.map(({ source }) => source)),
  };
}

function sizeOf(files: readonly (string | Uint8Array)[]): Size {
  return {
    minified: files.reduce((bytes, file) => bytes + Buffer.byteLength(file), 0),
    gzip: files.reduce((bytes, file) => bytes + gzipped(file), 0),
  };
}

/** Bytes. */
export function gzipped(content: string | Uint8Array): number {
  return gzipSync(content, { level: 9 }).length;
}

/** Bytes of its files; the packages that are nested in it are counted by themselves. */
export function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const place = path.join(folder, entry.name);
      return entry.isDirectory() ? bytesOf(place) : statSync(place).size;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}
