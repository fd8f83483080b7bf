/** Finds the browsers of the tests, and installs those that are missing: with apt-get as root on Debian, else with Playwright. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { InstallError, run, say } from './install.mjs';

/** The first whose WebDriver BiDi can do all that Playwright asks of it. */
const oldestFirefox = 143;

/** Chromium's path, or undefined: KIT_CHROMIUM, then Debian's, then Playwright's own. */
export const findChromium = () => find('KIT_CHROMIUM', ['/usr/bin/chromium'], 'chromium');

/** Firefox's path, or undefined: KIT_FIREFOX, then Debian's, then Playwright's own. */
export const findFirefox = () => find('KIT_FIREFOX', ['/usr/bin/firefox-esr', '/usr/bin/firefox'], 'firefox');

/** What drives WebKitGTK, which has no headless mode: its WebDriver, and a display that nobody sees; undefined where one is missing. */
export function findWebkit() {
  const found = { driver: '/usr/bin/WebKitWebDriver', display: '/usr/bin/Xvfb' };
  return existsSync(found.driver) && existsSync(found.display) ? found : undefined;
}

/**
 * Finds Chromium, installs it where it is missing, and names it in KIT_CHROMIUM for the test runners.
 * @returns its name and version
 */
export async function installChromium() {
  const found =
    (await findChromium()) ?? (await fetchBrowser('Chromium', findChromium, ['chromium', 'fonts-dejavu-core']));
  process.env.KIT_CHROMIUM = found;
  return versionOf(found);
}

/** The same for Firefox, also where the one that is there is too old. */
export async function installFirefox() {
  const there = await findFirefox();
  const isGood = there !== undefined && isRecent(there);
  const found = isGood ? there : await fetchBrowser('Firefox', findFirefox, ['firefox-esr']);
  if (!isRecent(found)) {
    throw new InstallError(
      `${found} is ${versionOf(found)}, and ${oldestFirefox} or newer is needed; install one and name it in KIT_FIREFOX.`,
    );
  }
  process.env.KIT_FIREFOX = found;
  return versionOf(found);
}

/**
 * The tests can do without WebKitGTK, which exists for Linux only.
 * @returns its name and version, or why there is none
 */
export function installWebkit() {
  const packages = ['webkit2gtk-driver', 'xvfb'];
  if (!findWebkit()) {
    if (!isDebianRoot()) return `WebKitGTK (not installed: it needs root on Debian and ${packages.join(', ')})`;
    say('installing WebKitGTK');
    installFromDebian(packages);
  }
  if (!findWebkit()) return `WebKitGTK (not installed: "apt-get install ${packages.join(' ')}" failed)`;
  return `WebKitGTK ${read('dpkg-query', ['--show', '--showformat=${Version}', 'webkit2gtk-driver'])}`;
}

/**
 * @param {string} variable
 * @param {string[]} usual
 * @param {'chromium' | 'firefox'} engine
 */
async function find(variable, usual, engine) {
  const asked = process.env[variable];
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new InstallError(`${variable} names ${asked}, which does not exist.`);
  }
  const found = usual.find((file) => existsSync(file));
  if (found) return found;
  const playwright = await import('playwright-core');
  const own = playwright[engine].executablePath();
  return existsSync(own) ? own : undefined;
}

/**
 * @param {'Chromium' | 'Firefox'} name
 * @param {() => Promise<string | undefined>} findIt
 * @param {string[]} packages
 */
async function fetchBrowser(name, findIt, packages) {
  say(`installing ${name}`);
  const engine = name.toLowerCase();
  const done = isDebianRoot()
    ? installFromDebian(packages)
    : run(process.execPath, ['node_modules/playwright/cli.js', 'install', engine]);
  const found = done ? await findIt() : undefined;
  if (found) return found;
  const command = isDebianRoot() ? `apt-get install ${packages.join(' ')}` : `npx playwright install ${engine}`;
  throw new InstallError(
    `No ${name} that will do was found, and "${command}" failed (see above); install one and name it in KIT_${name.toUpperCase()}.`,
  );
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string[]} packages */
function installFromDebian(packages) {
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}

/** @param {string} file */
function isRecent(file) {
  return Number(/(\d+)\./.exec(versionOf(file))?.[1]) >= oldestFirefox;
}

/** As it says itself: `Mozilla Firefox 153.8.0esr`. @param {string} file */
function versionOf(file) {
  return read(file, ['--version']);
}

/**
 * The first line of what a command says.
 * @param {string} command
 * @param {string[]} args
 */
function read(command, args) {
  return (
    spawnSync(command, args, { encoding: 'utf8' })
      .stdout?.split('\n')[0]
      ?.replace(/ built on .*/, '')
      .trim() ?? ''
  );
}
