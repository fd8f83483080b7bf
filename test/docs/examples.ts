/** The code blocks of a page of docs/ as the files that they say they are, where a reader's project would have them. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/install.mjs';

export interface Examples {
  folder: string;
  files: readonly string[];
  /** What the compiler says of them. */
  complaints(): readonly string[];
}

/**
 * @param given files of test/docs that the page says are the reader's own
 * @param name of the folder; one for each test file, for they run at the same time
 */
export function writeExamples(
  page: string,
  given: Readonly<Record<string, string>> = {},
  name = path.basename(page, '.md'),
): Examples {
  const folder = path.join(root, '.cache/docs', name);
  rmSync(folder, { recursive: true, force: true });
  const examples = Object.entries(readExamples(page));
  for (const [file, code] of examples) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), code);
  }
  const files = examples.map(([file]) => file);
  for (const [file, source] of Object.entries(given))
    copyFileSync(path.join(root, 'test/docs', source), path.join(folder, file));
  return { folder, files, complaints: () => complaintsOf(files.map((file) => path.join(folder, file))) };
}

/** The code of a page of docs/ by the names of its files. */
export function readExamples(page: string): Record<string, string> {
  const markdown = readFileSync(path.join(root, 'docs', page), 'utf8');
  const blocks = [...markdown.matchAll(/^ *```(?:tsx?|js)\n *\/\/ (\S+)\n([\s\S]*?)^ *```$/gm)];
  if (blocks.length !== [...markdown.matchAll(/^ *```(?:tsx?|js)$/gm)].length)
    throw new Error(`A block of ${page} does not say in its first line which file it is`);
  return Object.fromEntries(blocks.map(({ 1: file = '', 2: code = '' }) => [file, code]));
}

function complaintsOf(files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
  const program = ts.createProgram(files, options);
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}
