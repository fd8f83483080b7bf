/** How browsers are started, the same for Vitest and Playwright. */
import path from 'node:path';
import { findChromium, findFirefox } from './install-browsers.mjs';
import { root } from './install.mjs';

const chromiumPath = await findChromium();
const firefoxPath = await findFirefox();

export const launchOptions = {
  ...(chromiumPath && { executablePath: chromiumPath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--font-render-hinting=none',
  ],
};

/** Where Firefox saves files. */
export const firefoxDownloads = path.join(root, '.cache/firefox-downloads');

export const firefoxOptions = {
  ...(firefoxPath && { executablePath: firefoxPath }),
  downloadsPath: firefoxDownloads,
};
