/** One thing that happens in a history. */
import fc from 'fast-check';
import type { Page, World } from './world';

/** What fast-check calls the model: the world once more, for the truth of a history is its bank; and what is counted. */
export interface Telling {
  readonly world: World;
  steps: number;
}

export type Step = fc.AsyncCommand<Telling, World>;

/** Which page, counted round those that are open. */
const anyPage = fc.nat(2);
/** Whether what it leads to is waited for, or the next step comes in the middle of it. */
const settles = fc.nat(3).map((one) => one > 0);

/** @param act with the parameters that were drawn; a step that cannot be taken now is left out, and counts for nothing */
export function step<P>(
  name: string,
  parameters: fc.Arbitrary<P>,
  act: (world: World, parameters: P) => Promise<unknown> | unknown,
  isPossible: (world: World, parameters: P) => boolean = () => true,
): fc.Arbitrary<Step> {
  return fc.tuple(parameters, settles).map(([drawn, isWaitedFor]): Step => ({
    check: ({ world }) => isPossible(world, drawn),
    async run(telling, world) {
      telling.steps += 1;
      await act(world, drawn);
      await (isWaitedFor ? world.settleAll() : world.settle());
      world.witness.judge(isWaitedFor);
    },
    toString: () =>
      `${name}(${[drawn]
        .flat()
        .map((value) => JSON.stringify(value))
        .join(', ')})${isWaitedFor ? '' : ' …'}`,
  }));
}

type OnPage<P> = (world: World, page: Page, parameters: P) => Promise<unknown> | unknown;

/** On a page that is awake: a frozen one does nothing. */
export function pageStep<P>(
  name: string,
  parameters: fc.Arbitrary<P>,
  act: OnPage<P>,
  isPossible: (page: Page) => boolean = (page) => !page.isFrozen(),
): fc.Arbitrary<Step> {
  const pageOf = ({ pages }: World, place: number) => pages[place % pages.length];
  return step(
    name,
    fc.tuple(anyPage, parameters),
    (world, [place, drawn]) => {
      const page = pageOf(world, place);
      return page && act(world, page, drawn);
    },
    (world, [place]) => {
      const page = pageOf(world, place);
      return page !== undefined && isPossible(page);
    },
  );
}

export const nothing = fc.constant(null);
