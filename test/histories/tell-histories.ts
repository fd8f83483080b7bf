/**
 * The property test of the core, in two files so that two workers share it. `KIT_HISTORIES` is how many histories both tell
 * together; `KIT_SEED` repeats a run, and is drawn and printed when absent.
 */
import { expect, it } from 'vitest';
import { runHistories } from './run-histories';

const halves = { first: 0, second: 1 } as const;
const leastShare = 0.2;
const leastSteps = 30;

export function tellHistories(half: keyof typeof halves): void {
  const count = Math.ceil(Number(process.env.KIT_HISTORIES ?? 20_000) / 2);
  const seed = Number(process.env.KIT_SEED ?? Math.floor(Math.random() * 2 ** 30)) + halves[half];

  it(
    'holds its promises through whatever happens',
    async () => {
      const began = performance.now();
      const report = await runHistories(count, seed).catch((broken: unknown) => {
        process.stdout.write(
          `histories (${half} half): broken with KIT_SEED=${seed - halves[half]} KIT_HISTORIES=${count * 2}\n`,
        );
        throw broken;
      });
      const steps = report.steps / report.histories;
      const shares = {
        'two tabs': report.twoTabs / report.histories,
        'a reload in an action': report.reloadInAction / report.histories,
        'a lost answer': report.lostAnswer / report.histories,
      };
      const said = Object.entries(shares).map(([what, share]) => `${what} ${Math.round(share * 100)} %`);
      const each = (performance.now() - began) / report.histories;
      process.stdout.write(
        `histories (${half} half, KIT_SEED=${seed - halves[half]}): ${report.histories} of ${steps.toFixed(1)} steps, ${said.join(', ')}, ${each.toFixed(1)} ms each\n`,
      );
      expect(report.histories).toBe(count);
      expect(steps).toBeGreaterThanOrEqual(leastSteps);
      expect(Object.entries(shares).filter(([, share]) => share < leastShare)).toEqual([]);
    },
    20 * 60_000,
  );
}
