/** A transport with one fault, made from the small bank. */
import type { Transport } from '../../../src/core/transport';
import type { createSmallBank, SmallTransport } from '../small-bank';

export type SmallBank = ReturnType<typeof createSmallBank>;

export interface BrokenTransport {
  fault: string;
  /** The one of the contract suite that must find it, whichever else may. */
  check: string;
  break(good: SmallTransport, bank: SmallBank, userId: string): Partial<Transport>;
}

/** The first user's transport, for what looks past its own user. */
export const first = (bank: SmallBank): SmallTransport => bank.transport('user-1');
