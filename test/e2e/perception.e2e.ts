/** What the accessibility guidelines ask of any page, asked of this one: at each stop of the keyboard, and in each state of the reader. */
import { expect, test, type Page } from '@playwright/test';
import { HostPage, type HostPageOptions } from './host-pages/host-page';
import { hosts, styleSheets } from './host-pages/hosts';

async function open(page: Page, { more = '', ...options }: Partial<HostPageOptions> = {}): Promise<HostPage> {
  const [host] = hosts;
  if (!host) throw new Error('There is no host page.');
  const hostPage = new HostPage(page);
  await hostPage.open({
    styles: await styleSheets(host),
    ...options,
    more: `[data-host] { display: none } ${more}`,
  });
  return hostPage;
}

interface Stop {
  name: string;
  outline: string;
  width: number;
  isSeen: boolean;
}

/** From the first to the last stop of the kit. */
async function stopsOf(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((): Stop | undefined => {
      const { activeElement } = document;
      const element = activeElement?.closest('[data-ck="connection-manager"]') ? activeElement : null;
      if (!element) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { left, top, width, height } = element.getBoundingClientRect();
      // A tall part is seen where it begins.
      const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
      return {
        name: element.getAttribute('aria-label') ?? element.textContent ?? '',
        outline: outlineStyle,
        width: Number.parseFloat(outlineWidth),
        isSeen: element.contains(there) || there?.contains(element) === true,
      };
    });
    if (!stop) return stops;
    stops.push(stop);
  }
}

for (const width of [320, 1040]) {
  test(`whatever has the focus shows it, and nothing covers it, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width: 1100, height: 480 });
    const hostPage = await open(page, { width });
    if (width === 1040) await hostPage.choose('Homicide Energy Super');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const stops = await stopsOf(page);
    expect(stops.length).toBeGreaterThan(15);
    expect(stops.filter(({ outline, width: line }) => outline === 'none' || line < 2)).toEqual([]);
    expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([]);
  });
}

test('with the text spacing that a reader may set nothing is cut and nothing reaches out', async ({ page }) => {
  const spacing =
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }';
  for (const width of [320, 1040]) {
    const hostPage = await open(page, { width, more: spacing });
    await hostPage.choose('Endframe Mutual');
    const cut = await hostPage.manager.evaluate((manager) => {
      const { left, right } = manager.getBoundingClientRect();
      return Array.from(manager.querySelectorAll<HTMLElement>('[data-ck]'))
        .filter((part) => part.closest('[data-ck="visually-hidden"], [data-ck="tabs-list"], [data-ck="logo"]') === null)
        .filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.innerText !== '')
        .filter((part) => {
          const { overflow, textOverflow } = getComputedStyle(part);
          const box = part.getBoundingClientRect();
          const isCut = overflow.includes('hidden') || textOverflow === 'ellipsis';
          return (isCut && part.scrollWidth > part.clientWidth + 1) || box.left < left - 1 || box.right > right + 1;
        })
        .map((part) => `${part.dataset.ck}: ${part.innerText}`);
    });
    expect(cut, `${width} px`).toEqual([]);
  }
});

test('every name of a button begins or ends with the words that are seen on it', async ({ page }) => {
  const { manager } = await open(page);
  const names = await manager.getByRole('button').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const name = button.getAttribute('aria-label');
      return name === null ? [] : [{ name, seen: (button as HTMLElement).innerText.trim() }];
    }),
  );
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter(({ name, seen }) => !name.startsWith(seen) && !name.endsWith(seen))).toEqual([]);
});

test('who wants less motion sees none, also while something runs', async ({ page }) => {
  const hostPage = await open(page);
  await hostPage.choose('Hooli Bank');
  await hostPage.press('button', 'Refresh');
  await expect(page.locator('[data-ck="icon"][data-spinning]').first()).toBeVisible();
  const moving = () => page.evaluate(() => document.getAnimations().length);
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving(), 'it would move otherwise').toBeGreaterThan(0);
});
