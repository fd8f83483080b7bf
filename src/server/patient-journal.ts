/** The host's journal, as the handler calls it: one that hangs fails, and whatever it throws is the journal's failure and not the provider's. */
import type { Clock } from '../core/model/clock';
import { isConnectionsError } from '../core/model/errors';
import type { Journal } from './journal';
import { withinPatience } from './time-limit';

export function createPatientJournal(journal: Journal, clock: Clock): Journal {
  const { reserve, release } = journal;
  const call = <T>(begin: () => Promise<T>) =>
    withinPatience(clock, 'The journal', begin).catch((thrown: unknown) => {
      throw isConnectionsError(thrown) ? new Error('The journal failed.', { cause: thrown }) : thrown;
    });
  return {
    append: (...given) => call(() => journal.append(...given)),
    find: (...given) => call(() => journal.find(...given)),
    list: (...given) => call(() => journal.list(...given)),
    ...(reserve && { reserve: (...given) => call(() => reserve.apply(journal, given)) }),
    ...(release && { release: (...given) => call(() => release.apply(journal, given)) }),
  };
}
