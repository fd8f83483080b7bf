/** Pictures of every story in light, dark, 320 px, Arabic and German, to be judged by eye: `npm run screenshots [-- part-of-a-story-id …]`. */
import { createServer } from 'node:http';
import { mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { installChromium } from './install-browsers.mjs';
import { installPackages, root, runScript } from './install.mjs';
import { runCommand } from './run-stage.mjs';

const built = path.join(root, 'storybook-static');
const folder = path.join(root, 'screenshots');
const variants = {
  light: { globals: 'scheme:light' },
  dark: { globals: 'scheme:dark' },
  narrow: { globals: 'scheme:light;width:320' },
  arabic: { globals: 'scheme:light;language:ar' },
  german: { globals: 'scheme:light;language:de' },
  pseudo: { globals: 'scheme:light;language:pseudo;width:480' },
};
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

await runScript(async () => {
  installPackages();
  await installChromium();
  const { code } = await runCommand('npm', ['run', '--silent', 'build-storybook']);
  if (code !== 0) throw new Error('Storybook could not be built.');
  const wanted = process.argv.slice(2);
  const stories = storyIds().filter((id) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
  const server = createServer(serve).listen(0, '127.0.0.1');
  const browser = await chromium.launch((await import('./browser.mjs')).launchOptions);
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  mkdirSync(folder, { recursive: true });
  for (const [variant, { globals }] of Object.entries(variants)) {
    const page = await browser.newPage({ viewport: { width: 1104, height: 900 } });
    for (const id of stories) {
      await page.goto(
        `http://127.0.0.1:${port}/iframe.html?viewMode=story&id=${id}&globals=${encodeURIComponent(globals)}`,
      );
      await page
        .waitForFunction(isPlayed, undefined, { timeout: 15_000 })
        .catch(() => console.error(`${id}: its play did not end`));
      await page.screenshot({ path: path.join(folder, `${id}--${variant}.png`), fullPage: true });
    }
    await page.close();
    console.log(`${variant}: ${stories.length} stories`);
  }
  await browser.close();
  server.close();
  console.log(`The pictures are in ${folder}`);
});

function storyIds() {
  const { entries } = JSON.parse(readFileSync(path.join(built, 'index.json'), 'utf8'));
  return Object.values(entries).flatMap((/** @type {{ type: string; id: string }} */ { type, id }) =>
    type === 'story' ? [id] : [],
  );
}

/** Runs in the page. */
function isPlayed() {
  const phase = /** @type {any} */ (window).__STORYBOOK_PREVIEW__?.currentRender?.phase;
  return phase === 'finished' || phase === 'completed' || phase === 'errored' || phase === 'played';
}

/** @type {import('node:http').RequestListener} */
async function serve(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = path.join(built, path.normalize(pathname));
  try {
    if (!file.startsWith(built)) throw new Error('outside');
    const content = await readFile(file);
    const type = types[/** @type {keyof typeof types} */ (path.extname(file))] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}
