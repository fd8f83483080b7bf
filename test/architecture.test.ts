/** The layers of architecture.md, walked over every import of src. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { entries, stylesEntry } from '../scripts/entries.mjs';
import { root } from '../scripts/install.mjs';
import {
  barrelBreaches,
  cycles,
  directiveBreaches,
  folderBreaches,
  layerBreaches,
  readModules,
  type Exception,
  type Layer,
  type Sources,
} from './architecture/check-modules';

const model = ['src/core/model/', 'src/core/transport.ts'] as const;
const modelTypes = model.map((from) => ({ from, as: 'type' as const }));
const labelTypes = { from: 'src/locales/labels.ts', as: 'type' } as const;
const react = ['react', 'react-dom'] as const;

/** The first layer whose `files` fit is a file's layer. */
const layers: Readonly<Record<string, Layer>> = {
  'the model': {
    files: /^src\/core\/(?:model\/|transport\.ts$)/,
    may: model,
    never: ['clock', 'random', 'timers', 'dom'],
  },
  'core/stores': {
    files: /^src\/core\/stores\//,
    may: [...model, 'src/core/stores/', 'zustand/vanilla'],
    never: ['clock', 'random', 'timers', 'dom'],
  },
  'the second import': {
    files: /^src\/core\/import-again\.ts$/,
    // The address under which a module of the kit could not be fetched.
    may: ['again'],
    never: ['clock', 'random', 'timers', 'dom'],
  },
  'the loader of the engine': {
    files: /^src\/core\/client\/load-engine\.ts$/,
    may: [...model, 'src/core/client/engine.ts', 'src/core/import-again.ts'],
    never: ['clock', 'random', 'timers', 'dom'],
  },
  'core/client': {
    files: /^src\/core\/client\//,
    // The type of a store that can be written: the client is the only writer.
    may: [...model, 'src/core/stores/', 'src/core/client/', { from: 'zustand/vanilla', as: 'type' }],
    never: ['clock', 'random', 'timers', 'dom'],
  },
  'the core entry': { files: /^src\/core\/index\.ts$/, may: ['src/core/'] },
  'transports/http': { files: /^src\/transports\/(http|limit)\.ts$/, may: [...model, 'src/transports/limit.ts'] },
  'the rest transport': {
    files: /^src\/transports\/rest\//,
    may: [...model, 'src/transports/http.ts', 'src/transports/rest/', 'eventsource-parser'],
  },
  'a transport': {
    files: /^src\/transports\/([\w-]+)\//,
    may: [...model, 'src/transports/http.ts', 'src/transports/$1/'],
  },
  server: { files: /^src\/server\//, may: [...model, 'src/server/'] },
  'the labels': {
    files: /^src\/locales\/labels(?:\.ts$|\/)/,
    may: [{ from: 'src/locales/labels/', as: 'type' }],
  },
  'the pseudo-locale': { files: /^src\/locales\/pseudo\.ts$/, may: [labelTypes, 'src/locales/en.ts'] },
  locales: { files: /^src\/locales\//, may: [labelTypes] },
  react: {
    files: /^src\/react\//,
    may: [
      ...react,
      'src/core/index.ts',
      'src/locales/en.ts',
      labelTypes,
      'src/react/',
      { from: 'zustand', names: ['useStore'] },
      { from: 'zustand/shallow', names: ['useShallow'] },
    ],
  },
  'components/shared': {
    files: /^src\/components\/shared\//,
    may: [
      ...react,
      ...modelTypes,
      labelTypes,
      'src/react/',
      'src/components/shared/',
      'src/core/import-again.ts',
      '@radix-ui/react-accordion',
      '@radix-ui/react-tabs',
    ],
  },
  'what is loaded on demand': { files: /^src\/components\/on-demand\.ts$/, may: [/^src\/components\/[\w-]+\//] },
  'its loader': { files: /^src\/components\/load-on-demand\.ts$/, may: ['src/components/on-demand.ts'] },
  'a component': {
    files: /^src\/components\/([\w-]+)\//,
    may: [
      ...react,
      ...modelTypes,
      labelTypes,
      'src/react/',
      'src/components/shared/',
      'src/components/$1/',
      'src/components/load-on-demand.ts',
      /^src\/components\/[\w-]+\/index\.ts$/, // the ready-made ones are composed of each other, by what they show to the outside
      '@radix-ui/react-accordion',
      '@radix-ui/react-tabs',
      '@tanstack/react-virtual',
    ],
  },
  'testing/react': {
    files: /^src\/testing\/react\//,
    may: [
      ...react,
      '@testing-library/react',
      'src/core/',
      'src/react/connections-provider.tsx',
      /^src\/components\/(?:[\w-]+\/)?load-[\w-]+\.ts$/, // what a page loads later is there before a test begins
      'src/transports/sandbox/',
      'src/testing/',
    ],
  },
  'testing/node': {
    files: /^src\/testing\/node\//,
    may: ['node:', 'src/core/', 'src/transports/sandbox/', 'src/testing/'],
  },
  'testing/msw': {
    files: /^src\/testing\/msw\//,
    // The one entry of testing that stands on the server: a host's page is to meet the true handler.
    may: ['msw', 'src/core/', 'src/server/', 'src/transports/sandbox/', 'src/testing/'],
  },
  testing: { files: /^src\/testing\//, may: ['src/core/', 'src/transports/sandbox/', 'src/testing/'] },
  'the main entry': {
    files: /^src\/index\.ts$/,
    may: [...modelTypes, 'src/core/', 'src/react/', 'src/components/', labelTypes],
  },
  styles: { files: /^src\/styles\//, may: ['src/styles/'] },
};

const exceptions: readonly Exception[] = [
  {
    file: 'src/core/model/create-job.ts',
    never: ['clock', 'random'],
    because: 'a job without a time or an id is born when its author makes it',
  },
  {
    file: 'src/core/client/environment.ts',
    never: ['clock', 'random', 'timers', 'dom'],
    because: 'it is where the surroundings come in, to be injected everywhere else',
  },
];

const sources: Sources = Object.fromEntries(
  readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(root, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')]),
);
const entryFiles = [...entries, stylesEntry].map(({ source }) => source);

describe('the sources', () => {
  it('are read', () => {
    expect(readModules(sources).flatMap(({ imports }) => imports).length).toBeGreaterThan(50);
  });

  it('import only what their layer may', () => {
    expect(layerBreaches(sources, layers, exceptions)).toEqual([]);
  });

  it('have no import cycle at run time', () => {
    expect(cycles(sources)).toEqual([]);
  });

  it('have no barrels but entries, what is loaded on demand and the index.ts of a component', () => {
    expect(barrelBreaches(sources, [...entryFiles, 'src/components/on-demand.ts'])).toEqual([]);
  });

  it('have no folder for leftovers', () => {
    expect(folderBreaches(sources)).toEqual([]);
  });

  it('say "use client" where they run in the browser only, and nowhere else', () => {
    expect(directiveBreaches(sources)).toEqual([]);
  });

  it.each(exceptions)('still need the exception for $file: $because', ({ file }) => {
    const others = exceptions.filter((exception) => exception.file !== file);
    expect(layerBreaches(sources, layers, others)).not.toEqual([]);
  });
});

describe('the layer check finds', () => {
  const neighbours: Sources = Object.fromEntries(
    [
      'src/core/model/job.ts',
      'src/core/transport.ts',
      'src/core/stores/job-store.ts',
      'src/core/client/create-client.ts',
      'src/core/index.ts',
      'src/transports/rest/rest-transport.ts',
      'src/transports/sandbox/engine.ts',
      'src/locales/en.ts',
      'src/react/use-action.ts',
      'src/components/job-history/index.ts',
      'src/components/job-history/job-history.tsx',
      'src/testing/node/listen.ts',
    ].map((file) => [file, 'export {};']),
  );

  it.each([
    [
      'src/core/model/a.ts',
      "import { createStore } from 'zustand/vanilla';",
      'the model may not import zustand/vanilla',
    ],
    [
      'src/core/model/a.ts',
      "export * from '../stores/job-store';",
      'the model may not import src/core/stores/job-store.ts',
    ],
    ['src/core/model/a.ts', 'const at = Date.now();', 'the model may not touch Date.now (clock)'],
    ['src/core/model/a.ts', 'const at = new Date();', 'the model may not touch new Date() (clock)'],
    ['src/core/transport.ts', 'const id = Math.random();', 'the model may not touch Math.random (random)'],
    ['src/core/model/a.ts', 'if (document.hidden) throw 0;', 'the model may not touch document (dom)'],
    ['src/core/stores/a.ts', 'setTimeout(() => {}, 1);', 'core/stores may not touch setTimeout (timers)'],
    [
      'src/core/stores/a.ts',
      "import '../client/create-client';",
      'core/stores may not import src/core/client/create-client.ts',
    ],
    ['src/core/client/a.ts', "import { useState } from 'react';", 'core/client may not import react'],
    [
      'src/core/client/a.ts',
      "import { createStore } from 'zustand/vanilla';",
      'core/client may not import zustand/vanilla',
    ],
    [
      'src/core/client/a.ts',
      "const rest = import('../../transports/rest/rest-transport');",
      'core/client may not import src/transports/rest/rest-transport.ts',
    ],
    [
      'src/transports/basiq/a.ts',
      "import { engine } from '../sandbox/engine';",
      'a transport may not import src/transports/sandbox/engine.ts',
    ],
    ['src/transports/basiq/a.ts', "import '../../core/index';", 'a transport may not import src/core/index.ts'],
    [
      'src/server/a.ts',
      "import '../transports/rest/rest-transport';",
      'server may not import src/transports/rest/rest-transport.ts',
    ],
    ['src/locales/de.ts', "import { en } from './en';", 'locales may not import src/locales/en.ts'],
    ['src/react/a.ts', "import { create } from 'zustand';", 'react may not import zustand'],
    [
      'src/react/a.ts',
      "import '../components/job-history/job-history';",
      'react may not import src/components/job-history/job-history.tsx',
    ],
    [
      'src/react/a.ts',
      "import type { Job } from '../core/model/job';",
      'react may not import the types of src/core/model/job.ts',
    ],
    [
      'src/components/a/a.tsx',
      "import { mergeJob } from '../../core/model/job';",
      'a component may not import src/core/model/job.ts',
    ],
    [
      'src/components/a/a.tsx',
      "import { type Job } from '../../core/model/job';",
      'a component may not import src/core/model/job.ts',
    ],
    ['src/components/a/a.tsx', "import { useStore } from 'zustand';", 'a component may not import zustand'],
    [
      'src/components/a/a.tsx',
      "type A = import('zustand').StoreApi<1>;",
      'a component may not import the types of zustand',
    ],
    [
      'src/components/a/a.tsx',
      "import '../job-history/job-history';",
      'a component may not import src/components/job-history/job-history.tsx',
    ],
    [
      'src/components/shared/a.tsx',
      "import '../job-history/job-history';",
      'components/shared may not import src/components/job-history/job-history.tsx',
    ],
    ['src/testing/a.ts', "import { expect } from 'vitest';", 'testing may not import vitest'],
    ['src/testing/a.ts', "import { createServer } from 'node:http';", 'testing may not import node:http'],
    [
      'src/testing/react/a.tsx',
      "import '../../react/use-action';",
      'testing/react may not import src/react/use-action.ts',
    ],
    ['src/server/a.ts', "import './gone';", 'server may not import what does not exist: src/server/gone'],
    ['src/billing/a.ts', 'export {};', 'belongs to no layer'],
  ])('%s: %s', (file, text, rule) => {
    expect(layerBreaches({ ...neighbours, [file]: text }, layers)).toEqual([`${file}:1 ${rule}`]);
  });

  it.each([
    ['src/core/model/a.ts', "import type { Transport } from '../transport';"],
    [
      'src/core/model/a.ts',
      'const at = new Date(0).getTime(); const clock = { now: 1, document: 2 }; export const read = clock.document;',
    ],
    ['src/components/a/a.tsx', "import type { Job } from '../../core/model/job';"],
    ['src/components/a/a.tsx', "import { JobHistory } from '../job-history';"],
    ['src/react/a.ts', "import { useStore } from 'zustand';"],
    ['src/testing/node/a.ts', "import { createServer } from 'node:http';"],
  ])('nothing in %s: %s', (file, text) => {
    expect(layerBreaches({ ...neighbours, [file]: text }, layers)).toEqual([]);
  });
});

describe('the other checks find', () => {
  it('a cycle, unless a type closes it or what is loaded later', () => {
    const a = "import { b } from './b';";
    expect(cycles({ 'src/a.ts': a, 'src/b.ts': "import { a } from './a';" })).toEqual([
      'src/a.ts → src/b.ts → src/a.ts',
    ]);
    expect(cycles({ 'src/a.ts': a, 'src/b.ts': "import type { A } from './a';" })).toEqual([]);
    expect(cycles({ 'src/a.ts': a, 'src/b.ts': "export const later = () => import('./a');" })).toEqual([]);
  });

  it('a barrel, and an entry that does more than re-export', () => {
    const barrel = "export * from './a';";
    const found = barrelBreaches(
      {
        'src/core/model/index.ts': barrel,
        'src/react/all.ts': barrel,
        'src/components/job-history/index.ts': barrel,
        'src/server/index.ts': `${barrel} export const more = 1;`,
      },
      ['src/server/index.ts'],
    );
    expect(found).toEqual([
      "src/core/model/index.ts:1 is a barrel, and neither an entry nor a component's index.ts",
      "src/react/all.ts:1 is a barrel, and neither an entry nor a component's index.ts",
      'src/server/index.ts:1 is an index, and holds more than export … from',
    ]);
  });

  it('a folder for leftovers', () => {
    expect(
      folderBreaches({ 'src/utils/a.ts': '', 'src/react/utils.ts': '', 'src/react/utility-bill.ts': '' }),
    ).toHaveLength(2);
  });

  it.each([
    'const a = useState(0);',
    'const a = React.useId();',
    'const C = createContext(0);',
    'const a = <i onClick={f} />;',
  ])('a module without "use client": %s', (text) => {
    expect(directiveBreaches({ 'src/react/a.tsx': text })).toHaveLength(1);
    expect(directiveBreaches({ 'src/react/a.tsx': `'use client';\n${text}` })).toEqual([]);
  });

  it.each([
    ['src/components/job-history/filter-jobs.ts', 'export const a = 1;'],
    ['src/components/a/a.tsx', 'export const A = () => <B />;'],
    ['src/server/a.ts', 'commands.use(claim);'],
    ['src/core/a.ts', 'useThis();'],
  ])('"use client" without need: %s', (file, text) => {
    expect(directiveBreaches({ [file]: `'use client';\n${text}` })).toHaveLength(1);
    expect(directiveBreaches({ [file]: text })).toEqual([]);
  });
});
