/** Every code block of the README, of llms.txt and of docs/theming.md compiles against the entries, as a reader would copy it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { root } from '../scripts/install.mjs';

interface Block {
  page: string;
  file: string;
  /** Of the block's first line, in its page. */
  line: number;
  code: string;
}

function blocksOf(page: string, markdown = readFileSync(path.join(root, page), 'utf8')): Block[] {
  return [...markdown.matchAll(/^```(tsx?)\b.*\n([\s\S]*?)^```$/gm)].map(
    ({ 1: language = '', 2: code = '', index }) => {
      const line = markdown.slice(0, index).split('\n').length + 1;
      return { page, file: `${page.replaceAll('/', '-')}-line-${line}.${language}`, line, code };
    },
  );
}

/** Each block is a module of its own, in a folder of the repository so that hono and React are found. */
function complaints(blocks: readonly Block[], name: string): string[] {
  const folder = path.join(root, '.cache', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of blocks) writeFileSync(path.join(folder, file), code);
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const files = blocks.map(({ file }) => path.join(folder, file));
  const program = ts.createProgram(files, {
    ...options,
    moduleDetection: ts.ModuleDetectionKind.Force,
    noUnusedLocals: false,
    noUnusedParameters: false,
  });
  return files.flatMap((file, index) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const { page = '', line: first = 0 } = blocks[index] ?? {};
        const line = first + (source?.getLineAndCharacterOfPosition(start).line ?? 0);
        return `${page}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}

it('every TypeScript block of the README, of llms.txt and of docs/theming.md compiles against the entries', () => {
  const pages = ['README.md', 'llms.txt', 'docs/theming.md'].map((page) => blocksOf(page));
  for (const blocks of pages) expect(blocks.length).toBeGreaterThan(0);
  expect(complaints(pages.flat(), 'readme')).toEqual([]);
}, 60_000);

it('a block that does not compile is found, by its line in the README', () => {
  const markdown =
    "# Title\n\n```ts\nimport { createJob } from 'connections-kit/core';\nimport { gone } from 'connections-kit/core';\n```\n";
  const found = complaints(blocksOf('README.md', markdown), 'readme-breach');
  expect(found).toEqual([expect.stringMatching(/^README\.md:5 .*'gone'/)]);
}, 60_000);
