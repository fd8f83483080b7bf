/** The demo in WebKitGTK as a person meets it: controls by role and name, and the words that are seen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, vi } from 'vitest';
import type { WebDriver } from './web-driver';

const require = createRequire(import.meta.url);
/** Finds by role and name as assistive technology would. */
const queries = readFileSync(require.resolve('@testing-library/dom/dist/@testing-library/dom.umd.js'), 'utf8');

type Role = 'button' | 'tab' | 'radio' | 'textbox' | 'combobox' | 'option';

export interface Place {
  /** A selector; the whole page when absent. */
  within?: string;
}

export class WebkitPage {
  constructor(readonly driver: WebDriver) {}

  async open(url: string): Promise<void> {
    await this.driver.send('url', { url });
    await expect.poll(() => this.text()).toContain('Hooli Bank');
  }

  async reload(): Promise<void> {
    await this.driver.send('refresh', {});
  }

  run(script: string, ...args: unknown[]): Promise<unknown> {
    return this.driver.send('execute/sync', { script, args });
  }

  /** What is seen there, of every match; nothing where there is none. */
  async text(selector = 'body'): Promise<string> {
    const script = 'return Array.from(document.querySelectorAll(arguments[0]), (found) => found.innerText).join("\\n")';
    return (await this.run(script, selector)) as string;
  }

  row(institution: string): Promise<string> {
    const script =
      'return Array.from(document.querySelectorAll("li")).find((row) => row.innerText.includes(arguments[0]))?.innerText ?? ""';
    return this.run(script, institution) as Promise<string>;
  }

  async choose(institution: string): Promise<void> {
    await this.press('button', new RegExp(`^${institution}`), { within: '[data-ck="connection-list"]' });
    await expect.poll(() => this.text('h2')).toContain(institution);
  }

  /** The first of that name, as soon as it is there. */
  async press(role: Role, name: string | RegExp, place?: Place): Promise<void> {
    await this.on(role, name, 'click', {}, place);
  }

  async write(role: Role, name: string | RegExp, text: string): Promise<void> {
    await this.on(role, name, 'clear', {});
    await this.on(role, name, 'value', { text });
  }

  async confirm(submit: string): Promise<void> {
    await this.press('button', submit, { within: 'dialog[open]' });
    await expect.poll(() => this.text('dialog[open]')).toBe('');
  }

  /** What a person does to an element; once more where React has put another in its place meanwhile. */
  private async on(role: Role, name: string | RegExp, command: string, body: object, place: Place = {}): Promise<void> {
    await vi.waitFor(
      async () => {
        const element = (await this.find(role, name, place)) as Record<string, string>;
        await this.driver.send(`element/${Object.values(element)[0]}/${command}`, body);
      },
      { timeout: 10_000, interval: 100 },
    );
  }

  private async find(role: Role, name: string | RegExp, { within = 'body' }: Place): Promise<unknown> {
    if ((await this.run('return "TestingLibraryDom" in window')) !== true) await this.run(queries);
    const pattern = typeof name === 'string' ? name : [name.source, name.flags];
    const found = await this.run(
      `const [role, name, within] = arguments;
      const place = document.querySelector(within);
      const named = typeof name === 'string' ? name : new RegExp(...name);
      return (place && TestingLibraryDom.queryAllByRole(place, role, { name: named })[0]) ?? null;`,
      role,
      pattern,
      within,
    );
    if (found === null) throw new Error(`There is no ${role} ${String(name)} in ${within}.`);
    return found;
  }
}
