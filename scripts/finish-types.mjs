/**
 * What tsc leaves to be done with dist's declarations: the file names are written into their relative imports, as
 * `moduleResolution: node16` wants them whole, and those that no entry leads to are deleted: nobody can import them. And one is written
 * for each style sheet, or an import of it would be an error (TypeScript 6 checks those, too).
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { entries } from './entries.mjs';
import { root } from './install.mjs';

const dist = path.join(root, 'dist');
/** @type {Set<string>} */
const reached = new Set();
for (const { name } of entries) finish(path.join(dist, `${name}.d.ts`));
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(dist, name);
  if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}

for (const name of readdirSync(dist))
  if (name.endsWith('.css')) writeFileSync(path.join(dist, `${name}.d.ts`), 'export {};\n');

/** @param {string} file */
function finish(file) {
  if (reached.has(file)) return;
  reached.add(file);
  const text = readFileSync(file, 'utf8');
  const { importedFiles } = ts.preProcessFile(text, true, true);
  let finished = text;
  // From the back, so that the positions in front stay true.
  for (const { fileName, pos } of importedFiles.filter(({ fileName }) => fileName.startsWith('.')).reverse()) {
    const at = finished.indexOf(fileName, pos);
    const name = wholeName(file, fileName);
    finished = finished.slice(0, at) + name + finished.slice(at + fileName.length);
    finish(path.resolve(path.dirname(file), name.replace(/\.js$/, '.d.ts')));
  }
  if (finished !== text) writeFileSync(file, finished);
}

/**
 * @param {string} from
 * @param {string} specifier
 */
function wholeName(from, specifier) {
  const target = path.resolve(path.dirname(from), specifier);
  if (existsSync(`${target}.d.ts`)) return `${specifier}.js`;
  if (existsSync(path.join(target, 'index.d.ts'))) return `${specifier}/index.js`;
  if (specifier.endsWith('.js') && existsSync(target.replace(/\.js$/, '.d.ts'))) return specifier;
  throw new Error(`${path.relative(root, from)} imports ${specifier}, which has no declaration in dist.`);
}
