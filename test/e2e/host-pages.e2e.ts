/** In whatever page the kit stands: it looks the same, and what is the host's own stays as it was. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { root } from '../../scripts/install.mjs';
import { readTables } from '../../scripts/parts-page.mjs';
import { HostPage } from './host-pages/host-page';
import { hosts, styleSheets } from './host-pages/hosts';

/** Each opens several pages one after the other. */
test.describe.configure({ timeout: 90_000 });

interface View {
  name: string;
  scenario?: string;
  reach(host: HostPage): Promise<void>;
}

const views: readonly View[] = [
  { name: 'a connection', reach: (host) => host.choose('Hooli Bank') },
  { name: 'one that needs the person', reach: (host) => host.choose('Endframe Mutual') },
  {
    name: 'its accounts',
    async reach(host) {
      await host.choose('Hooli Bank');
      await host.press('tab', /^Accounts/);
    },
  },
  {
    name: 'its job history, one job open',
    async reach(host) {
      await host.choose('Endframe Mutual');
      await host.press('tab', /^Job history/);
      await host.page.locator('[data-ck="job-history-trigger"]').first().click();
    },
  },
  {
    name: 'the question of the bank',
    scenario: 'mfa',
    async reach(host) {
      await host.choose('Hooli Bank');
      await host.press('button', 'Refresh');
      await host.wait(5_000);
      await host.page.getByRole('textbox', { name: /code/i }).waitFor();
    },
  },
  {
    name: 'the question before a revoke',
    async reach(host) {
      await host.choose('Hooli Bank');
      await host.press('button', 'Revoke');
      await host.page.getByRole('dialog', { name: /Hooli Bank/ }).waitFor();
    },
  },
];

/** Of text edges: a border that is gone is hundreds. */
const maxDiffPixels = 25;

for (const { name, scenario, reach } of views) {
  test(`the kit looks the same whatever the page's reset is: ${name}`, async ({ page }, testInfo) => {
    let expected: PNG | undefined;
    for (const host of hosts) {
      const hostPage = new HostPage(page);
      await hostPage.open({
        styles: await styleSheets(host),
        more: 'body { margin: 0 } [data-host] { display: none }',
        ...(scenario && { given: { scenario } }),
      });
      await reach(hostPage);
      const actual = await pictureOf(hostPage);
      if (expected) await expectSame(actual, expected, host.name, testInfo);
      expected ??= actual;
    }
  });
}

/** The kit alone, with the dialog above it. */
async function pictureOf({ page, manager }: HostPage): Promise<PNG> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await manager.boundingBox()) ?? {};
  await page.mouse.move(0, 0);
  return PNG.sync.read(
    await page.screenshot({ fullPage: true, animations: 'disabled', clip: { x, y, width, height } }),
  );
}

async function expectSame(actual: PNG, expected: PNG, name: string, testInfo: TestInfo): Promise<void> {
  const { width, height } = expected;
  const attach = async (kind: string, picture: PNG) =>
    testInfo.attach(`${name}, ${kind}`, { body: PNG.sync.write(picture), contentType: 'image/png' });
  const size = { width: actual.width, height: actual.height };
  if (size.width !== width || size.height !== height) await attach('as it is', actual);
  expect.soft(size, `${name}: its size`).toEqual({ width, height });
  if (size.width !== width || size.height !== height) return;
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(actual.data, expected.data, difference.data, width, height, { threshold: 0.1 });
  if (pixels > maxDiffPixels) {
    await attach('as it is', actual);
    await attach('what differs', difference);
  }
  expect.soft(pixels, `${name}: pixels that differ`).toBeLessThanOrEqual(maxDiffPixels);
}

for (const host of hosts) {
  test(`the host's own elements keep their styles: ${host.name}`, async ({ page }) => {
    const hostPage = new HostPage(page);
    await hostPage.open({ styles: await styleSheets(host, { kit: false }) });
    const without = await stylesOfHost(page);
    await hostPage.open({ styles: await styleSheets(host) });
    const withOurs = await stylesOfHost(page);
    expect(Object.keys(without).length).toBeGreaterThan(90);
    expect(withOurs).toEqual(without);
  });
}

const mine = {
  color: 'rgb(1, 2, 3)',
  'background-color': 'rgb(4, 5, 6)',
  'font-size': '21px',
  'font-weight': '300',
  'line-height': '33px',
  'text-transform': 'uppercase',
  'padding-top': '7px',
  'padding-left': '9px',
  'margin-top': '11px',
  'border-left-width': '5px',
  'border-left-style': 'dashed',
  'border-top-left-radius': '13px',
  'min-height': '47px',
  cursor: 'crosshair',
} as const;
const plainClass = `.mine { ${Object.entries(mine)
  .map(([property, value]) => `${property}: ${value}`)
  .join('; ')} }`;

for (const sheet of ['layered', 'unlayered'] as const) {
  test(`one plain class of the host restyles every part: ${sheet}`, async ({ page }) => {
    const [host] = hosts.filter((one) => one.sheet === sheet);
    if (!host) throw new Error(`No host page has the ${sheet} sheet.`);
    const seen = new Set<string>();
    for (const { scenario, reach } of views) {
      const styles = await styleSheets(host);
      const hostPage = new HostPage(page);
      await hostPage.open({
        // Whatever the order where ours are in layers; else after ours.
        styles: sheet === 'layered' ? [plainClass, ...styles] : [...styles, plainClass],
        ...(scenario && { given: { scenario } }),
      });
      await reach(hostPage);
      const kept = await page.evaluate((expected) => {
        const parts = Array.from(document.querySelectorAll('[data-ck]:not([data-ck="root"])'));
        for (const part of parts) part.classList.add('mine');
        return parts.map((part) => {
          const style = getComputedStyle(part);
          const others = Object.entries(expected).filter(([name, value]) => style.getPropertyValue(name) !== value);
          return { slot: part.getAttribute('data-ck') ?? '', kept: others.map(([name]) => name) };
        });
      }, mine);
      for (const { slot } of kept) seen.add(slot);
      expect(kept.filter((part) => part.kept.length > 0)).toEqual([]);
    }
    expect(seen.size).toBeGreaterThan(60);
  });
}

test('every part that is rendered, and every state of it, is documented in docs/theming.md', async ({ page }) => {
  const [host] = hosts;
  if (!host) throw new Error('There is no host page.');
  const documented = readTables(readFileSync(path.join(root, 'docs/theming.md'), 'utf8'));
  const isDocumented = ({ slot, attribute }: { slot: string; attribute: string }) =>
    documented.some(
      (row) =>
        (row.slot.endsWith('*') ? slot.startsWith(row.slot.slice(0, -1)) : row.slot === slot) &&
        (attribute === 'data-ck' || row.attributes.includes(attribute)),
    );
  for (const { scenario, reach } of views) {
    const hostPage = new HostPage(page);
    await hostPage.open({ styles: await styleSheets(host), ...(scenario && { given: { scenario } }) });
    await reach(hostPage);
    const emitted = await page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>('[data-ck]')).flatMap((part) =>
        part
          .getAttributeNames()
          .filter((attribute) => attribute.startsWith('data-') && !attribute.startsWith('data-radix-'))
          .map((attribute) => ({ slot: part.dataset.ck ?? '', attribute })),
      ),
    );
    expect(emitted.length).toBeGreaterThan(100);
    expect(emitted.filter((one) => !isDocumented(one))).toEqual([]);
  }
});

/** The computed style of every element that is not ours: of the page, and within the provider, less the variables that are ours or a bundler's. */
async function stylesOfHost(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const boxes = ['html', 'body', '[data-host]', '[data-host] *'];
    const ofThePage = new Set(['height', 'block-size', 'perspective-origin', 'transform-origin']);
    const found: Record<string, string> = {};
    document.querySelectorAll(boxes.join()).forEach((element, index) => {
      const isPage = element.matches('html, body');
      for (const pseudo of [null, '::before', '::marker', '::placeholder', '::backdrop']) {
        const style = getComputedStyle(element, pseudo);
        const entries = Array.from(style, (property) => [property, style.getPropertyValue(property)] as const);
        const key = `${index} ${element.localName}${pseudo ?? ''}`;
        // One text of each: Playwright is slow with a hundred thousand values.
        found[key] = entries
          .filter(([property]) => !/^--(?:_|lightningcss-)/.test(property) && !(isPage && ofThePage.has(property)))
          .map((entry) => entry.join(': '))
          .sort()
          .join('\n');
      }
    });
    return found;
  });
}
