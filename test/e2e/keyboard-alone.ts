/** A person who uses neither mouse nor screen: goes by Tab from stop to stop, and hears what live regions say. */
import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page of the demo has. */
const mostStops = 80;

export class KeyboardAlone {
  constructor(readonly page: Page) {}

  /** Tab by Tab until it has the focus, which is never set by the test itself. */
  async moveTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < mostStops && !(await hasFocus(target)); stop++) await this.page.keyboard.press(key);
    await expect(target, `it is reached by ${key}`).toBeFocused();
  }

  async press(target: Locator, key = 'Enter'): Promise<void> {
    await this.moveTo(target);
    await this.page.keyboard.press(key);
  }

  async write(target: Locator, words: string): Promise<void> {
    await this.moveTo(target);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Enter');
  }
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluateAll((found) => found.length === 1 && found[0] === document.activeElement);
}

/** What live regions say from now on, in order: all of an atomic one, what is new in another. */
export async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Reflect.set(window, 'said', said);
    const live = '[role="status"], [role="alert"], [aria-live]';

    function say(region: Element, added: Element | null): void {
      // A status and an alert are atomic where nothing else is said.
      const isAtomic = region.getAttribute('aria-atomic') !== 'false' && region.hasAttribute('role');
      const speaker = isAtomic ? region : added;
      const words = speaker?.getAttribute('aria-label') ?? (speaker instanceof HTMLElement ? speaker.innerText : '');
      if (words.trim() !== '') said.push(words.replaceAll(/\s+/g, ' ').trim());
    }

    new MutationObserver((changes) => {
      const regions = new Map<Element, Element | null>();
      for (const { target, addedNodes } of changes) {
        const changed = target instanceof Element ? target : target.parentElement;
        const added = Array.from(addedNodes).filter((node) => node instanceof Element);
        const around = changed?.closest(live);
        if (around) regions.set(around, added[0] ?? changed);
        for (const element of added) {
          if (element.matches(live)) regions.set(element, element);
          for (const inner of element.querySelectorAll(live)) regions.set(inner, inner);
        }
      }
      for (const [region, added] of regions) if (region.isConnected) say(region, added);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => [...(Reflect.get(window, 'said') as string[])]);
}
