/** A demo of its own for every test, and a page that may not complain: no console error, no policy violation. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { startDemo, type Demo } from '../../demo/start-demo';

export class DemoPage {
  readonly violations: string[] = [];
  /** Errors of the page: thrown, or written to its console. */
  readonly complaints: string[] = [];
  readonly words: string[] = [];
  readonly answers: { url: string; method: string; body: string }[] = [];

  constructor(
    readonly page: Page,
    readonly demo: Demo,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(this.demo.url);
    await expect(this.row('Hooli Bank')).toBeVisible();
  }

  row(institution: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: institution });
  }

  async choose(institution: string): Promise<void> {
    await this.row(institution).getByRole('button', { name: institution }).click();
    await expect(this.page.getByRole('heading', { name: institution, level: 2 })).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
  }

  /** Of the chosen connection; a row of the list may offer the same. */
  detailButton(name: string): Locator {
    return this.page.locator('[data-ck="connection-detail"]').getByRole('button', { name, exact: true });
  }

  async confirm(submit: string, choice?: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    if (choice !== undefined) await dialog.getByRole('radio', { name: choice }).check();
    await dialog.getByRole('button', { name: submit }).click();
    await expect(dialog).toBeHidden();
  }

  tab(name: RegExp): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Steers the sandbox bank as the picker does. */
  scenario(institutionId: string, name: string): void {
    this.demo.sandbox?.bank.setScenario(institutionId, name);
  }
}

export interface DemoPageOptions {
  /** How the bank's wire differs from the usual one; a Playwright project sets it. */
  wire: 'usual' | 'all variants';
  /** Of the bank's jobs; 1 where a test looks at what passes. */
  pace: number;
}

export const test = base.extend<{ demo: DemoPage } & DemoPageOptions>({
  wire: ['usual', { option: true }],
  pace: [0.3, { option: true }],
  demo: async ({ page, wire, pace }, use) => {
    const demo = await startDemo({ port: 0, pace, ...(wire === 'all variants' && { variants: 'all' }) });
    const demoPage = new DemoPage(page, demo);
    await page.exposeFunction('reportViolation', (violation: string) => demoPage.violations.push(violation));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report = Reflect.get(window, 'reportViolation') as (violation: string) => void;
        report(`${event.violatedDirective} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
      });
    });
    page.on('console', (message) => {
      demoPage.words.push(message.text());
      if (message.type() === 'error') demoPage.complaints.push(message.text());
    });
    page.on('pageerror', (error) => demoPage.complaints.push(error.message));
    page.on('response', (response) => {
      const request = response.request();
      void response.text().then(
        (body) => demoPage.answers.push({ url: response.url(), method: request.method(), body }),
        () => {}, // A page that is left takes its answers along.
      );
    });
    await use(demoPage);
    await demo.close();
    expect(demoPage.violations).toEqual([]);
    expect(demoPage.complaints.filter((words) => !isRefusedRequest(words))).toEqual([]);
  },
});

/** Chromium writes every refused request to the console; refusals are part of some tests. */
function isRefusedRequest(words: string): boolean {
  return words.startsWith('Failed to load resource');
}

export { expect };
