/** What happens at the bank, and to the session of the person. */
import fc from 'fast-check';
import { isSettled } from '../../src/core/model/job';
import type { RefreshPlan } from './bank';
import { nothing, pageStep, step } from './step';

const second = 1_000;
const minute = 60 * second;

const plans = [
  { lasts: 2 * second, ends: 'succeeded' },
  { lasts: 20 * second, ends: 'succeeded' },
  { lasts: 4 * second, ends: 'failed' },
  { lasts: 3 * minute, ends: 'succeeded' },
  { lasts: 5 * second, ends: 'succeeded', asks: 90 * second },
  { lasts: 2 * second, ends: 'succeeded', retriesIn: 20 * minute },
] as const satisfies readonly RefreshPlan[];

export const plan = step('refreshes go', fc.constantFrom(...plans), ({ bank }, next) => bank.setPlan(next));

export const settle = step(
  'the bank ends a job',
  fc.tuple(fc.nat(5), fc.boolean()),
  ({ bank }, [place, succeeds]) => {
    const running = bank.jobs().filter((job) => !isSettled(job));
    const job = running[place % running.length];
    if (job) bank.settle(job.id, succeeds ? 'succeeded' : 'failed');
  },
  ({ bank }) => bank.jobs().some((job) => !isSettled(job)),
);

export const dropJob = step(
  'the bank loses a job',
  fc.nat(5),
  ({ bank }, place) => {
    const jobs = bank.jobs();
    const job = jobs[place % jobs.length];
    if (job) bank.dropJob(job.id);
  },
  ({ bank }) => bank.jobs().length > 0,
);

export const dropConnection = step('a connection vanishes', fc.nat(1), ({ bank }, place) =>
  bank.dropConnection(`p${bank.people()}-c${place + 1}`),
);

export const cutPush = step('push is cut', nothing, ({ bank }) => bank.cutPush());

export const coolDown = step('cool down', fc.constantFrom(5 * second, 40 * second), (world, milliseconds) =>
  world.bank.coolDown(milliseconds),
);

export const lag = step('the bank lags behind', fc.constantFrom(2 * second, 30 * second), (world, milliseconds) =>
  world.bank.lag(milliseconds),
);

export const expire = step(
  'the session ends',
  nothing,
  ({ bank }) => bank.setSignedIn(false),
  ({ bank }) => bank.isSignedIn(),
);

/** The host has the person sign in, and has a page look again; after a log-out it is somebody else. */
export const signIn = pageStep('sign in', nothing, (world, page) => {
  world.signIn();
  void page.client.load();
});

/** The session ends before or after it; another page may be pressed on before it hears of it. */
export const logOut = pageStep('log out', fc.tuple(fc.boolean(), fc.boolean()), async (world, page, drawn) => {
  const [isSessionEndedFirst, isPressedElsewhere] = drawn;
  if (isSessionEndedFirst) world.bank.setSignedIn(false);
  world.logOut();
  await page.client.clear();
  const other = world.pages.find((one) => one !== page && !one.isFrozen());
  const [connectionId] = other?.client.connections.getState().ids ?? [];
  if (other && connectionId !== undefined && isPressedElsewhere) void world.press(other, connectionId, 'purge');
  world.bank.setSignedIn(false);
});
