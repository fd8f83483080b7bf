/** What happens to the pages and to the browser around them. */
import fc from 'fast-check';
import { faults } from './world';
import { nothing, pageStep, step } from './step';
import type { Page, World } from './world';

const second = 1_000;
const minute = 60 * second;
const mostPages = 3;

const isAwake = (page: Page) => !page.isFrozen();
const isFrozen = (page: Page) => page.isFrozen();

export const open = step(
  'open a tab',
  nothing,
  (world) => void world.open(),
  ({ pages }) => pages.length < mostPages,
);

function setVisible(world: World, { tab }: Page, visible: boolean): void {
  tab.setVisible(visible);
  world.witness.disturb();
}

export const hide = pageStep('hide', nothing, (world, page) => setVisible(world, page, false), isAwake);
export const show = pageStep('show', nothing, (world, page) => setVisible(world, page, true), isAwake);

/** Browsers freeze what has been hidden for a while. */
export const freeze = pageStep(
  'freeze',
  nothing,
  async (world, page) => {
    setVisible(world, page, false);
    await world.settleAll();
    page.freeze();
  },
  isAwake,
);

/** It may be seen before or after it hears what it has missed. */
export const thaw = pageStep(
  'thaw',
  fc.boolean(),
  (world, page, isSeenFirst) => {
    if (isSeenFirst) setVisible(world, page, true);
    page.thaw();
    setVisible(world, page, true);
  },
  isFrozen,
);

/** With a last word (`pagehide`) or, in a crash, without one. The person comes back at once, or with another page. */
export const leave = pageStep(
  'leave',
  fc.record({ crashes: fc.boolean(), returns: fc.nat(3).map((one) => one > 0) }),
  (world, page, { crashes, returns }) => {
    if (!crashes && isAwake(page)) page.tab.setVisible(false);
    world.close(page);
    if (returns || world.pages.length === 0) world.open();
  },
  () => true,
);

export const unmount = pageStep(
  'unmount',
  nothing,
  (world, page) => world.unmount(page),
  (page) => isAwake(page) && page.isMounted,
);
export const mount = pageStep(
  'mount',
  nothing,
  (world, page) => {
    world.mount(page);
    world.witness.disturb();
  },
  (page) => isAwake(page) && !page.isMounted,
);

/** The host makes a new client in the page; the former one leaves nothing. */
export const replaceClient = pageStep(
  'replace the client',
  nothing,
  async (world, page) => {
    page.client.dispose();
    await world.settleAll();
    const left = world.leftovers().filter(({ tab }) => tab === page.tab.id);
    if (left.length > 0) world.witness.breach(`dispose left ${JSON.stringify(left)}`);
    world.replaceClient(page);
    world.witness.disturb();
  },
  isAwake,
);

export const goOffline = step('go offline', nothing, (world) => world.setOnline(false));
export const goOnline = step('go online', nothing, (world) => world.setOnline(true));

export const pass = step(
  'pass',
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(50, 500, second, 3 * second) },
    { weight: 6, arbitrary: fc.constantFrom(7 * second, 15 * second, 20 * second) },
    { weight: 2, arbitrary: fc.constantFrom(65 * second, 6 * minute) },
    { weight: 1, arbitrary: fc.constantFrom(16 * minute, 31 * minute) },
  ),
  (world, milliseconds) => world.pass(milliseconds),
);

export const jump = step('jump', fc.constantFrom(-60 * minute, -5 * second, 10 * second, 40 * minute), (world, by) =>
  world.jump(by),
);

export const setFaults = step(
  'faults',
  fc.oneof(fc.constant([]), fc.subarray([...faults], { minLength: 1, maxLength: 4 })),
  (world, active) => world.setFaults(active),
);

export const loseNextAnswer = step('lose the next answer', nothing, (world) => world.loseNextAnswer(true));
