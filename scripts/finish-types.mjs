/**
 * Writes the file names into the relative imports of dist's declarations: tsc leaves them as in src, and `moduleResolution: node16`
 * wants them whole. And writes one for each style sheet, or an import of it would be an error (TypeScript 6 checks those, too).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './install.mjs';

const dist = path.join(root, 'dist');
for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.d.ts')) finish(path.join(dist, name));
}

for (const name of readdirSync(dist))
  if (name.endsWith('.css')) writeFileSync(path.join(dist, `${name}.d.ts`), 'export {};\n');

/** @param {string} file */
function finish(file) {
  const text = readFileSync(file, 'utf8');
  const { importedFiles } = ts.preProcessFile(text, true, true);
  let finished = text;
  // From the back, so that the positions in front stay true.
  for (const { fileName, pos } of importedFiles.filter(({ fileName }) => fileName.startsWith('.')).reverse()) {
    const at = finished.indexOf(fileName, pos);
    finished = finished.slice(0, at) + wholeName(file, fileName) + finished.slice(at + fileName.length);
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
