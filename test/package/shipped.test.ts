/** What is in the tarball beside code: schemas, source maps, and pages that lead on. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '@jridgewell/sourcemap-codec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackTarball, type Unpacked } from './unpacked';

let unpacked: Unpacked;
beforeAll(() => {
  unpacked = unpackTarball();
});
afterAll(() => unpacked?.remove());

const read = (file: string) => readFileSync(path.join(unpacked.home, file), 'utf8');

describe('the schemas of the wire', () => {
  /** In plain Node, with the packed handler: what it answers, by the schema that describes it. */
  const ask = `
    import { createConnectionsHandler } from 'connections-kit/server';
    import { createSandboxTransport } from 'connections-kit/transports/sandbox';
    const transport = createSandboxTransport({ scenario: { AU00000: 'happy', AU00001: 'mfa' } });
    const handle = createConnectionsHandler({ authenticate: () => ({ userId: 'user-1' }), transport: () => transport, authorize: () => true });
    const ask = async (method, path, body) => {
      const headers = { 'Connections-Kit': '1', 'Content-Type': 'application/json' };
      const response = await handle(new Request('http://host' + path, { method, headers, body: body && JSON.stringify(body) }));
      return response.json();
    };
    const page = await ask('GET', '/connections?status=active');
    const id = page.items[0].id;
    const job = await ask('POST', '/connections/' + id + '/refresh');
    const events = await handle(new Request('http://host/events', { headers: { 'Connections-Kit': '1' } }));
    const reader = events.body.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    while (!told.includes('data:')) told += (await reader.read()).value;
    await reader.cancel();
    console.log(JSON.stringify([
      ['description', await ask('GET', '/capabilities')],
      ['connection-page', page],
      ['connection-detail', await ask('GET', '/connections/' + id)],
      ['job', job],
      ['job', await ask('POST', '/connections/' + page.items[1].id + '/purge')],
      ['job-page', await ask('GET', '/jobs')],
      ['transport-event', JSON.parse(told.match(/^data: (.*)$/m)[1])],
      ['revealed', await ask('POST', '/connections/' + id + '/reveal', { field: 'fullName' })],
      ['consent-start', await ask('POST', '/consents', { purpose: 'connect' })],
      ['problem', await ask('GET', '/connections/nobody')],
    ]));
    process.exit();`;

  it('describe what the packed handler answers, each answer and nothing else', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    const schemas = Object.fromEntries(
      readdirSync(path.join(unpacked.home, 'dist/schemas')).map((file) => [
        path.basename(file, '.json'),
        ajv.compile(JSON.parse(read(`dist/schemas/${file}`)) as object),
      ]),
    );
    const said = execFileSync('node', ['--input-type=module', '--eval', ask], {
      cwd: unpacked.folder,
      encoding: 'utf8',
    });
    const answers = JSON.parse(said) as readonly [name: string, answer: object][];
    const faults = answers.flatMap(([name, answer]) =>
      schemas[name]?.(answer) ? [] : [`${name}: ${ajv.errorsText(schemas[name]?.errors)} in ${JSON.stringify(answer)}`],
    );
    expect(faults).toEqual([]);
    expect(answers.filter(([name, answer]) => schemas[name]?.({ ...answer, fullName: 'raw' }))).toEqual([]);
    const described = new Set(answers.map(([name]) => name));
    expect(Object.keys(schemas).filter((name) => !described.has(name))).toEqual([
      'answers-request',
      'consent-request',
      'reveal-request',
    ]);
  });
});

describe('the source maps', () => {
  it('hold their sources, and lead from a function to the line that it stands on in them', () => {
    const maps = unpacked.packed.filter((file) => file.endsWith('.js.map'));
    let functions = 0;
    const astray = maps.flatMap((file) => {
      const { sourcesContent, mappings } = JSON.parse(read(file)) as { sourcesContent: string[]; mappings: string };
      const lines = read(file.replace(/\.map$/, '')).split('\n');
      return decode(mappings).flatMap(([first], index) => {
        const [, name] = /^(?:async )?(function \w+)\(/.exec(lines[index] ?? '') ?? [];
        if (name === undefined) return [];
        functions += 1;
        const [, source = 0, line = 0] = first ?? [];
        const original = sourcesContent[source]?.split('\n')[line] ?? '';
        return original.includes(name) ? [] : [`${file}: ${name} leads to ${original}`];
      });
    });
    expect(functions).toBeGreaterThan(300);
    expect(astray).toEqual([]);
  });

  it('are there for what a page runs, and no module names one that is not', () => {
    const code = unpacked.packed.filter((file) => file.endsWith('.js'));
    const named = code.filter((file) => /^\/\/# sourceMappingURL=/m.test(read(file)));
    expect(named.filter((file) => !unpacked.packed.includes(`${file}.map`))).toEqual([]);
    const inPage = /^dist\/(?:components|core|react|transports\/rest)\//;
    const bare = code.filter((file) => inPage.test(file) && !named.includes(file));
    const withoutReexports = (file: string) => read(file).replace(/^(['"]use client['"]|import|export)[^;]*;$/gm, '');
    expect(bare.filter((file) => withoutReexports(file).trim() !== '')).toEqual([]);
  });
});

describe('llms.txt and AGENTS.md', () => {
  it.each(['llms.txt', 'AGENTS.md'])('%s: every link leads to a file of the tarball', (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(1);
    expect(links.filter((link) => !existsSync(path.join(unpacked.home, link)))).toEqual([]);
  });

  it('llms.txt names every entry', () => {
    const text = read('llms.txt');
    const names = Object.keys(unpacked.manifest.exports)
      .map((subpath) => path.posix.join('connections-kit', subpath))
      .map((name) => name.replace(/locales\/.*/, 'locales/<language>').replace('*', '<name>'))
      .filter((name) => !name.endsWith('package.json'));
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    const schemas = readdirSync(path.join(unpacked.home, 'dist/schemas')).map((file) => path.basename(file, '.json'));
    expect(schemas.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
