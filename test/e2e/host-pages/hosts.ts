/** The pages that the kit is put into: each with the reset of its framework, and with the sheet of ours that fits it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import postcss from 'postcss';
import { compile } from 'tailwindcss';
import tailwind3 from 'tailwindcss3';
import { root } from '../../../scripts/install.mjs';
import { unlayer } from '../../../scripts/unlayer.mjs';

export interface Host {
  name: string;
  /** Without ours. */
  own(): Promise<string>;
  /** The order of the layers, where the host's reset stands in one. */
  layers?: string;
  sheet: 'layered' | 'unlayered';
}

const require = createRequire(import.meta.url);
const read = (specifier: string) => readFileSync(require.resolve(specifier), 'utf8');

export const hosts: readonly Host[] = [
  { name: 'no reset', own: async () => '', sheet: 'layered' },
  { name: 'no reset, unlayered styles', own: async () => '', sheet: 'unlayered' },
  { name: 'Tailwind 3', own: preflight3, sheet: 'unlayered' },
  {
    name: 'Tailwind 4',
    own: tailwind4,
    layers: '@layer theme, base, connections-kit, components, utilities;',
    sheet: 'layered',
  },
  { name: 'Bootstrap 5', own: async () => read('bootstrap/dist/css/bootstrap.css'), sheet: 'unlayered' },
];

async function preflight3(): Promise<string> {
  const plugin = tailwind3({ content: [{ raw: '' }] });
  const { css } = await postcss([plugin]).process('@tailwind base;', { from: undefined });
  return css;
}

async function tailwind4(): Promise<string> {
  const { build } = await compile("@import 'tailwindcss';", {
    loadStylesheet: async (id, base) => {
      const file = id === 'tailwindcss' ? require.resolve('tailwindcss/index.css') : path.resolve(base, id);
      return { path: file, base: path.dirname(file), content: readFileSync(file, 'utf8') };
    },
  });
  return build([]);
}

/** The style sheets of the page in the order in which the host links them: ours after its own. */
export async function styleSheets({ own, layers = '', sheet }: Host, { kit = true } = {}): Promise<string[]> {
  const sheets = [layers, await own()];
  if (!kit) return sheets;
  const styles = readFileSync(path.join(root, '.cache/host-page/styles.css'), 'utf8');
  return [...sheets, sheet === 'layered' ? styles : unlayer(styles)];
}
