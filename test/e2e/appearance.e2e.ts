/** What a person or a host may ask of the look: narrow or wide, larger text, another direction, system colors, paper. */
import { expect, test, type Page } from '@playwright/test';
import { HostPage, type HostPageOptions } from './host-pages/host-page';
import { hosts, styleSheets } from './host-pages/hosts';

async function openAt(page: Page, options: Partial<HostPageOptions> = {}, institution = 'Hooli Bank') {
  const [host] = hosts;
  if (!host) throw new Error('There is no host page.');
  const hostPage = new HostPage(page);
  const more = `[data-host] { display: none } ${options.more ?? ''}`;
  await hostPage.open({ styles: await styleSheets(host), ...options, more });
  await hostPage.choose(institution);
  return hostPage;
}

/** What can be seen and reaches out of the kit; the tabs scroll, and what is only heard has no place. */
const partsOutside = (page: Page) =>
  page.evaluate(() => {
    const manager = document.querySelector('[data-ck="connection-manager"]');
    const { left = 0, right = 0 } = manager?.getBoundingClientRect() ?? {};
    return Array.from(manager?.querySelectorAll<HTMLElement>('*') ?? [])
      .filter((part) => part.closest('[data-ck="tabs-list"], [data-ck="visually-hidden"]') === null)
      .filter((part) => part.checkVisibility({ visibilityProperty: true }))
      .filter((part) => part.getBoundingClientRect().left < left || part.getBoundingClientRect().right > right)
      .map((part) => part.dataset.ck ?? part.localName);
  });

/** Tabs, badges and buttons whose words do not fit into them: they lie on what stands beside. */
const partsTooSmall = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('button[data-ck], [data-ck="status-badge"]'))
      .filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)
      .map((part) => `${part.dataset.ck}: ${part.textContent}`),
  );

for (const [name, options, widths] of [
  ['as it comes', {}, [280, 320, 480, 720, 1040, 1400]],
  ['compact, right to left', { given: { density: 'compact', dir: 'rtl' } }, [280, 720, 1400]],
  ['with text at 200 %', { more: 'html { font-size: 200% }' }, [560, 1040, 1400]],
] as const) {
  for (const width of widths) {
    test(`nothing reaches out of a container of ${width} px, ${name}`, async ({ page }) => {
      const { manager } = await openAt(page, { width, ...options }, 'Endframe Mutual');
      expect(await partsOutside(page)).toEqual([]);
      expect(await partsTooSmall(page)).toEqual([]);
      expect((await manager.boundingBox())?.width).toBe(width);
    });
  }
}

test('list and detail stand side by side where there is room, one behind the other where there is not', async ({
  page,
}) => {
  for (const [width, count] of [
    [700, 1],
    [710, 2],
  ]) {
    await openAt(page, { width: width ?? 0 });
    const panes = page.locator('[data-ck="connection-manager-panes"] > :visible');
    await expect(panes, `${width} px`).toHaveCount(count ?? 0);
  }
});

test('compact is lower, and no target is smaller than 24 px', async ({ page }) => {
  const comfortable = await (await openAt(page)).manager.boundingBox();
  const { manager } = await openAt(page, { given: { density: 'compact' } });
  expect((await manager.boundingBox())?.height).toBeLessThan(comfortable?.height ?? 0);
  const targets = await manager.getByRole('button').or(manager.getByRole('tab')).all();
  expect(targets.length).toBeGreaterThan(10);
  for (const target of targets) {
    const { width = 0, height = 0 } = (await target.boundingBox()) ?? {};
    expect(Math.min(width, height), await target.innerText()).toBeGreaterThanOrEqual(24);
  }
});

test.describe('right to left', () => {
  test('a masked number reads as it is written, and the way back points back', async ({ page }) => {
    await openAt(page, { width: 320, given: { dir: 'rtl', locale: 'ar' } });
    const value = page.locator('[data-ck="masked-value"]').filter({ hasText: /\d/ }).first();
    const [dots, digits] = await value.evaluate((element) => {
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      const placeOf = (index: number) => {
        const range = document.createRange();
        if (text) range.setStart(text, index);
        if (text) range.setEnd(text, index + 1);
        return range.getBoundingClientRect().left;
      };
      const words = element.textContent ?? '';
      return [placeOf(0), placeOf(words.search(/\d/))];
    });
    expect(dots).toBeLessThan(digits ?? 0);
    await expect(page.locator('[data-icon="back"]')).toHaveCSS('scale', '-1 1');
  });
});

test.describe('forced colors', () => {
  test('what is primary, chosen, blocked, focused or under way is still told apart', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openAt(page, {}, 'Endframe Mutual');
    const system = await page.evaluate(() =>
      Object.fromEntries(
        ['Canvas', 'CanvasText', 'Highlight', 'HighlightText', 'GrayText'].map((name) => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = name;
          const { color } = getComputedStyle(probe);
          probe.remove();
          return [name, color];
        }),
      ),
    );
    const styleOf = (selector: string, property: string, pseudo?: string) =>
      page
        .locator(selector)
        .first()
        .evaluate(
          (element, [name, of]) => getComputedStyle(element, of).getPropertyValue(name ?? ''),
          [property, pseudo],
        );
    expect(await styleOf('[data-look="primary"]', 'background-color')).toBe(system.Highlight);
    expect(await styleOf('[data-look="primary"]', 'color')).toBe(system.HighlightText);
    expect(await styleOf('[data-selected]', 'background-color', '::before')).toBe(system.Highlight);
    expect(await styleOf('[data-blocked]', 'color')).toBe(system.GrayText);
    expect(await styleOf('[data-blocked]', 'border-top-color')).toBe(system.GrayText);
    expect(await styleOf('[data-ck="tab"][data-state="active"]', 'border-bottom-color')).toBe(system.Highlight);
    expect(await styleOf('[data-ck="tab"]:not([data-state="active"])', 'border-bottom-color')).toBe(system.Canvas);
    expect(await styleOf('[data-ck="notice"]', 'border-top-color')).toBe(system.CanvasText);
    expect(await styleOf('[data-ck="progress"]', 'border-top-color')).toBe(system.CanvasText);
    await page.keyboard.press('Tab');
    expect(await styleOf(':focus-visible', 'outline-color')).toBe(system.Highlight);
  });
});

test('on paper there is no button, nothing is cut, and list and detail are both there', async ({ page }) => {
  const { manager } = await openAt(page, { width: 640 });
  await page.emulateMedia({ media: 'print' });
  await expect(manager.locator('[data-ck="button-slot"] :visible, [data-ck="tab"]:visible')).toHaveCount(0);
  await expect(manager.locator('[data-ck="connection-list-item"]:visible').first()).toBeVisible();
  await expect(manager.locator('[data-ck="masked-field"]:visible').first()).toBeVisible();
  const clipped = await manager.evaluate((element) =>
    Array.from(element.querySelectorAll('[data-ck]'))
      .filter((part) => part.closest('[data-ck="visually-hidden"], [data-ck="logo"], progress, svg') === null)
      .filter((part) => part.checkVisibility() && !getComputedStyle(part).overflow.startsWith('visible'))
      .map((part) => part.getAttribute('data-ck')),
  );
  expect(clipped).toEqual([]);
});

test('who wants more contrast gets clear lines and text', async ({ page }) => {
  const lineOf = (manager: HostPage['manager']) =>
    manager.evaluate((element) => getComputedStyle(element).borderTopColor);
  const usual = await lineOf((await openAt(page)).manager);
  await page.emulateMedia({ contrast: 'more' });
  expect(await lineOf((await openAt(page)).manager)).not.toBe(usual);
});
