/** What is in the packed tarball. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postcss from 'postcss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entries } from '../../scripts/entries.mjs';
import { root } from '../../scripts/install.mjs';
import { packTarball, type Tarball } from './tarball';

let tarball: Tarball;

beforeAll(() => {
  tarball = packTarball();
});
afterAll(() => tarball?.remove());

describe('the tarball', () => {
  it('holds dist, the pages of docs without their pictures, and the files that a package has, and nothing else', () => {
    const others = tarball.packed.filter((file) => !/^dist\/|^docs\/(?:[\w-]+\.md|openapi\.yaml)$/.test(file));
    const own = ['AGENTS.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'llms.txt', 'package.json'];
    expect(others.toSorted()).toEqual(own);
  });

  it('holds every target of the exports', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { exports: unknown };
    const targets = JSON.stringify(manifest.exports).match(/(?<="\.\/)(dist\/[^"*]+)(?=")/g) ?? [];
    expect(targets.length).toBeGreaterThan(entries.length);
    expect(targets.filter((target) => !tarball.packed.includes(target))).toEqual([]);
  });

  it('has all its styles in one layer, which stands in that of the kit', () => {
    const { nodes } = postcss.parse(readFileSync(path.join(root, 'dist/styles.css'), 'utf8'));
    expect(nodes.map((node) => node.type === 'atrule' && `${node.name} ${node.params}`)).toEqual([
      'layer connections-kit.components',
    ]);
  });

  it('holds the same styles without layers, for hosts whose resets have none', () => {
    const [layered, unlayered] = ['styles.css', 'styles.unlayered.css'].map((file) =>
      readFileSync(path.join(root, 'dist', file), 'utf8'),
    );
    expect(unlayered).not.toContain('@layer');
    expect(declarationsIn(unlayered).length).toBeGreaterThan(500);
    expect(declarationsIn(unlayered)).toEqual(declarationsIn(layered));
  });

  it('gives each private variable of its styles a name of its own, and leaves the public ones as they are', () => {
    const [source, built] = [sourceOfStyles(), readFileSync(path.join(root, 'dist/styles.css'), 'utf8')];
    const privateIn = (css: string) => withoutKeyframes(css).match(/--_[\w-]+/g) ?? [];
    const firstPlaces = (names: string[]) => names.map((name) => names.indexOf(name));
    expect(new Set(privateIn(built)).size).toBeGreaterThan(30);
    expect(firstPlaces(privateIn(built))).toEqual(firstPlaces(privateIn(source)));
    expect(built.match(/--ck-[\w-]+/g)).toEqual(source.match(/--ck-[\w-]+/g));
  });

  it('keeps the name of a variable that its code reads', () => {
    const names = readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => readFileSync(path.join(root, 'dist', file), 'utf8').match(/--_[\w-]+/g) ?? []);
    expect(names).not.toEqual([]);
    const built = readFileSync(path.join(root, 'dist/styles.css'), 'utf8');
    expect(names.filter((name) => !built.includes(`${name}:`))).toEqual([]);
  });

  it('makes its styles small, and rewrites nothing that the browsers of the baseline know', () => {
    const source = sourceOfStyles();
    const built = readFileSync(path.join(root, 'dist/styles.css'), 'utf8');
    expect(built.length).toBeLessThan(source.length * 0.85);
    const features = ['light-dark(', 'color-mix(', ':where(', '@container', 'inline-size:', 'forced-colors:'];
    const counts = (css: string) => features.map((feature) => [feature, css.split(feature).length]);
    expect(counts(built)).toEqual(counts(source));
  });

  it('keeps "use client" on every module that began with it', () => {
    const clientModules = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && startsOnClient(path.join(root, 'src', file)))
      .map((file) => path.join('dist', file.replace(/\.tsx?$/, '.js')));
    expect(clientModules.length).toBeGreaterThan(0);
    expect(clientModules.filter((file) => !startsOnClient(path.join(root, file)))).toEqual([]);
  });
});

/** Without comments, in the order in which they stand in the built sheet. */
function sourceOfStyles(): string {
  const styles = path.join(root, 'src/styles');
  const imports = readFileSync(path.join(styles, 'styles.css'), 'utf8').matchAll(/@import '\.\/([\w-]+\.css)'/g);
  return Array.from(imports, ([, file = '']) =>
    readFileSync(path.join(styles, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
  ).join('');
}

/** In the built sheet they have left their places. */
function withoutKeyframes(css: string): string {
  const sheet = postcss.parse(css);
  sheet.walkAtRules('keyframes', (rule) => void rule.remove());
  return sheet.toString();
}

function startsOnClient(file: string): boolean {
  return existsSync(file) && /^\s*['"]use client['"]/.test(readFileSync(file, 'utf8'));
}

function declarationsIn(css = ''): readonly string[] {
  const found: string[] = [];
  postcss.parse(css).walkDecls((declaration) => void found.push(String(declaration)));
  return found;
}
