/** What a module of a host costs its page: bundled by Vite, minified, without React. */
import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { weigh, type Sizes } from './weigh';

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
  return weigh((built as Rolldown.RolldownOutput).output);
}
