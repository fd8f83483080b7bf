/** A host's page in a browser whose time stands still, so that two pages can be compared to the pixel. */
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { root } from '../../../scripts/install.mjs';
import { hostElements } from './host-elements';

const address = 'https://host.test/';

export interface HostPageOptions {
  /** In the order of the cascade. */
  styles: readonly string[];
  /** Of the search: scenario, dir, density, locale. */
  given?: Record<string, string>;
  /** CSS pixels of the box that the kit stands in. */
  width?: number;
  /** Of the host, last in the cascade. */
  more?: string;
}

export class HostPage {
  constructor(readonly page: Page) {}

  async open({ styles, given = {}, width = 1040, more = '' }: HostPageOptions): Promise<void> {
    const { page } = this;
    const sheets = [...styles, `#app { inline-size: ${width}px }`, more];
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.route(`${address}**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (!pathname.endsWith('.js')) return route.fulfill({ body: documentOf(sheets), contentType: 'text/html' });
      return route.fulfill({ path: path.join(root, '.cache/host-page', pathname), contentType: 'text/javascript' });
    });
    await page.clock.install({ time: '2026-11-22T09:00:00Z' });
    await page.clock.pauseAt('2026-11-22T09:00:01Z');
    await page.goto(`${address}?${new URLSearchParams(given).toString()}`);
    await this.manager.waitFor();
    await this.wait(3_000);
    await page.getByText('Pied Piper Credit Union').waitFor();
  }

  /** Lets so many milliseconds of the page's time go by. */
  async wait(milliseconds: number): Promise<void> {
    await this.page.clock.runFor(milliseconds);
  }

  get manager(): Locator {
    return this.page.locator('[data-ck="connection-manager"]');
  }

  async choose(institution: string): Promise<void> {
    await this.page.getByRole('listitem').filter({ hasText: institution }).getByRole('button').first().click();
    await this.wait(2_000);
  }

  async press(role: 'button' | 'tab', name: string | RegExp): Promise<void> {
    await this.page
      .getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
      .first()
      .click();
    await this.wait(2_000);
  }
}

function documentOf(sheets: readonly string[]): string {
  const styles = sheets.map((css) => `<style>${css}</style>`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Host</title>${styles}</head><body>
    <div id="app"></div><section data-host="of the page" style="position: relative">${hostElements}</section>
    <script type="module" src="/page.js"></script></body></html>`;
}
