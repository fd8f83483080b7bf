/** The journal, as one request reads it: what a journal that fails would add is missing, and what the provider says is there. */
import type { Journal } from './journal';
import type { Report } from './report';

export interface JournalReader extends Pick<Journal, 'append' | 'list'> {
  /** Then there may be more than was read. */
  hasFailed(): boolean;
}

/** @param report hears of the first failure; the journal is not asked again after it, for one that hangs takes seconds each time */
export function createJournalReader(journal: Journal, report: Report): JournalReader {
  let failed = false;

  async function unlessFailed<T>(ask: () => Promise<T>, missing: T): Promise<T> {
    if (failed) return missing;
    try {
      return await ask();
    } catch (thrown) {
      if (!failed) report(thrown);
      failed = true;
      return missing;
    }
  }

  return {
    append: (...given) => unlessFailed(() => journal.append(...given), undefined),
    list: (...given) => unlessFailed(() => journal.list(...given), { items: [] }),
    hasFailed: () => failed,
  };
}
