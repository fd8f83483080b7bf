/** What a person sees of a server's page before it comes to life, and whether it is still there afterwards. */
import type { Page } from 'playwright-core';

/** Notes the kit's root as soon as the stream has put it into the page: React comes to it in a later task. */
export function noteFirstPaint(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const element = document.querySelector<HTMLElement>('[data-ck="root"]');
      if (!element || element.closest('[hidden]')) return;
      observer.disconnect();
      const isAlive = Object.keys(element).some((key) => key.startsWith('__react'));
      Reflect.set(window, 'firstPaint', { element, text: element.innerText, isAlive });
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** To be asked when the page has come to life. */
export function comparePaints(page: Page): Promise<{ first: string; now: string; isSame: boolean; wasAlive: boolean }> {
  return page.evaluate(() => {
    const first = Reflect.get(window, 'firstPaint') as { element: HTMLElement; text: string; isAlive: boolean };
    const element = document.querySelector<HTMLElement>('[data-ck="root"]');
    return {
      first: first.text,
      now: element?.innerText ?? '',
      isSame: element === first.element,
      wasAlive: first.isAlive,
    };
  });
}
