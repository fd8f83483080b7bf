/** What can go wrong between a client and its bank, and how often: chance that a seed repeats. */
import type { Clock } from '../../core/model/clock';
import type { Transport } from '../../core/transport';
import { createRandom, type Random } from '../../transports/sandbox/random';

/** What can go wrong between a client and its bank, and the code of the error that comes of it. */
export type Fault =
  /** Takes a while on the way to the bank. An event holds up those behind it. */
  | 'latency'
  /** Never reaches the bank: `network`. */
  | 'drop'
  /** Reaches the bank twice, as a retrying proxy sends it; the first answer counts. A command only with its idempotency key. An event comes twice. */
  | 'duplicate'
  /** The answer waits until a later request has its own, five seconds at the longest. An event comes after later ones. */
  | 'reorder'
  /** The answer breaks off on its way: `bad-response`. Of a list half of the time a shorter page, with a cursor that works. */
  | 'truncate'
  /** A list without its last rows, and nothing says so. */
  | 'lost-rows'
  /** Turned away before the bank: `rate-limited`, with a `retryAt` in 1 to 30 seconds. */
  | 'rate-limit'
  /** Turned away before the bank: `provider`. */
  | 'server-error'
  /** No answer until the signal aborts it or the plan's `timeout` ends it: `timeout`. Half of them have reached the bank. */
  | 'hang'
  /** Executed, and then: `network`, whatever the answer was. */
  | 'lost-answer'
  /** The plan's `jump` is called, by up to an hour forwards or back. Nothing happens without it. */
  | 'clock-jump'
  /** The link of `watch` is lost at an event, which is lost too, and mended after 1 to 10 seconds; what the bank told meanwhile, nobody hears. */
  | 'cut';

/** The methods of a `Transport`. */
export type FaultyMethod = keyof Transport;
export type Range = readonly [least: number, most: number];

/** Which faults strike how often; a seed repeats them. */
export interface FaultPlan {
  /** The same calls in the same order meet the same faults. The rate of one fault changes nothing of the others. */
  seed: number;
  /** All waiting goes through it. */
  clock: Clock;
  /** How often each fault strikes a request, or an event: from 0, the default, to 1. Several can strike one. */
  rates?: Partial<Record<Fault, number>>;
  /** Milliseconds, of `latency`, of a proxy's second sending, and of a delayed event. Default: 50 to 2,000. */
  latency?: Range;
  /** Milliseconds, after which a hanging request is given up. Default: 30 seconds. */
  timeout?: number;
  /** Asked each time, so that a test can turn the faults on and off. Default: always. */
  isFaulty?(method: FaultyMethod, fault: Fault): boolean;
  /** Sets the time of day: `jump` of a fake clock. Milliseconds. */
  jump?(milliseconds: number): void;
  /** To count by: called when a fault has an effect. */
  onFault?(fault: Fault, method: FaultyMethod): void;
}

/** The chance of one request or event: what strikes it, and by how much. */
export interface Dice {
  /** The chance of the fault's own extent, if it strikes here. The plan is told only by `tell`. */
  draw(fault: Fault): Random | undefined;
  tell(fault: Fault): void;
  /** Draws, and tells. */
  strike(fault: Fault): Random | undefined;
}

/** @param place what is struck, such as `request/3`: its dice are its own, whatever was drawn elsewhere */
export function createDice(plan: FaultPlan, method: FaultyMethod, place: string): Dice {
  function draw(fault: Fault): Random | undefined {
    const rate = plan.rates?.[fault] ?? 0;
    if (rate === 0 || plan.isFaulty?.(method, fault) === false) return undefined;
    const random = createRandom(`faults/${plan.seed}/${place}/${fault}`);
    return random.next() < rate ? random : undefined;
  }
  const tell = (fault: Fault) => plan.onFault?.(fault, method);
  return {
    draw,
    tell,
    strike(fault) {
      const random = draw(fault);
      if (random) tell(fault);
      return random;
    },
  };
}

/** @throws RangeError that names what is wrong */
export function checkPlan({ rates = {}, latency, timeout }: FaultPlan): void {
  for (const [fault, rate] of Object.entries(rates))
    if (!(rate >= 0 && rate <= 1)) throw new RangeError(`The rate of "${fault}" must be from 0 to 1, and is ${rate}.`);
  if (latency && !(latency[0] >= 0 && latency[1] >= latency[0] && latency[1] < Infinity))
    throw new RangeError(`The latency must be two times in their order, and is ${latency.join(' to ')}.`);
  if (timeout !== undefined && !(timeout >= 0 && timeout < Infinity))
    throw new RangeError(`The timeout must be a time, and is ${timeout}.`);
}
