/** Tells histories by chance, and fails with the seed of one that breaks a promise. */
import fc from 'fast-check';
import * as bankSteps from './bank-steps';
import * as browserSteps from './browser-steps';
import { finish } from './finish';
import * as gestureSteps from './gesture-steps';
import type { Step, Telling } from './step';
import { createWorld, type Conditions } from './world';

const { press, refreshAll, checkAgain, answer, dismiss, load, loadConnection } = gestureSteps;
const { open, hide, show, freeze, thaw, leave, unmount, mount, replaceClient } = browserSteps;
const { goOffline, goOnline, pass, jump, setFaults, loseNextAnswer } = browserSteps;
const { plan, settle, dropJob, dropConnection, cutPush, coolDown, lag, expire, signIn, logOut } = bankSteps;

/** How often each comes. */
const alphabet: readonly (readonly [number, readonly fc.Arbitrary<Step>[]])[] = [
  [16, [pass]],
  [16, [press]],
  [6, [leave]],
  [4, [open, show, settle, signIn]],
  [3, [plan, loseNextAnswer, thaw, goOnline, setFaults, mount]],
  [2, [lag, refreshAll, checkAgain, answer, hide, freeze]],
  [1, [dismiss, load, loadConnection, unmount, replaceClient, goOffline, jump]],
  [1, [dropJob, dropConnection, cutPush, coolDown, expire, logOut]],
];

const anyStep = fc.oneof(...alphabet.flatMap(([weight, steps]) => steps.map((arbitrary) => ({ weight, arbitrary }))));
const anyHistory = fc.commands([anyStep], { maxCommands: 90, size: 'max' });
const anyConditions: fc.Arbitrary<Conditions> = fc.record({
  seed: fc.nat(1_000_000),
  pushes: fc.boolean(),
  losesEarlyAborts: fc.boolean(),
});

export interface Report {
  histories: number;
  steps: number;
  twoTabs: number;
  reloadInAction: number;
  lostAnswer: number;
}

/** @throws what broke, with the history that fast-check has made as short as it could */
export async function runHistories(count: number, seed: number): Promise<Report> {
  const report: Report = { histories: 0, steps: 0, twoTabs: 0, reloadInAction: 0, lostAnswer: 0 };
  const property = fc.asyncProperty(anyConditions, anyHistory, async (conditions, history) => {
    const world = createWorld(conditions);
    const telling: Telling = { world, steps: 0 };
    await world.settleAll();
    await fc.asyncModelRun(() => ({ model: telling, real: world }), history);
    await finish(world);
    report.histories += 1;
    report.steps += telling.steps;
    for (const what of ['twoTabs', 'reloadInAction', 'lostAnswer'] as const) report[what] += Number(world.seen[what]);
  });
  await fc.assert(property, { numRuns: count, seed });
  return report;
}
