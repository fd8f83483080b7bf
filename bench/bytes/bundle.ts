/** What a module of a host costs its page: bundled by Vite, minified, without React. */
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Bytes; `gzip` at level 9. */
export interface Size {
  minified: number;
  gzip: number;
}

export interface Sizes {
  /** The entry and what it imports statically. */
  atOnce: Size;
  /** What is loaded by `import()`. */
  later: Size;
  css: Size;
}

const react = /^(?:react|react-dom|scheduler)(?:\/|$)/;

/** @param folder of a project that has installed what `code` imports */
export async function bundle(folder: string, code: string): Promise<Sizes> {
  const page = path.join(folder, 'page.js');
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'page-of-host',
        enforce: 'pre',
        resolveId: (id) => (id === 'page' ? page : null),
        load: (id) => (id === page ? code : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: 'page', preserveEntrySignatures: 'strict', external: (id) => react.test(id) },
    },
  });
  const { output } = built as Rolldown.RolldownOutput;
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
  return {
    atOnce: sizeOf(scripts.filter(({ fileName }) => atOnce.has(fileName)).map((chunk) => chunk.code)),
    later: sizeOf(scripts.filter(({ fileName }) => !atOnce.has(fileName)).map((chunk) => chunk.code)),
    css: sizeOf(
      output
        .filter((file) => file.type === 'asset')
        .filter(({ fileName }) => fileName.endsWith('.css'))
        .map(({ source }) => source),
    ),
  };
}

function sizeOf(files: readonly (string | Uint8Array)[]): Size {
  const buffers = files.map((file) => Buffer.from(file));
  return {
    minified: buffers.reduce((bytes, buffer) => bytes + buffer.length, 0),
    gzip: buffers.reduce((bytes, buffer) => bytes + gzipSync(buffer, { level: 9 }).length, 0),
  };
}
