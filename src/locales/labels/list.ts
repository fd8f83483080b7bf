/** The list of connections. */
import type { Plural, Words } from './words';

export interface ListLabels {
  /** In a row of the list: a few words. */
  statusSummary: Words<'pre-init' | 'pending' | 'active' | 'invalid' | 'failed' | 'revoked' | 'unknown'>;
  /** In a row of the list, before its step. */
  doing: Words<'refresh' | 'purge' | 'revoke'>;
  list: Words<
    | 'title'
    | 'loading'
    | 'emptyTitle'
    | 'emptyHint'
    | 'connect'
    | 'failedTitle'
    | 'staleTitle'
    | 'back'
    | 'synced'
    | 'neverSynced'
    | 'expires'
    | 'expired'
    | 'revokedAt'
    | 'purged'
    | 'step'
    | 'notChecked'
    | 'answer'
    | 'search'
    | 'filters'
    | 'all'
    | 'needsYouFilter'
    | 'atLeast'
    | 'soFar'
    | 'noneTitle'
    | 'noneSoFar'
    | 'clear'
    | 'more'
    | 'moreFailedTitle'
    | 'select'
    | 'selectEnd'
    | 'selectAll'
    | 'selectFirst'
    | 'bulk'
    | 'bulkDoing'
    | 'close'
  > & {
    linked: Plural;
    needsYou: Plural;
    shown: Plural;
    selected: Plural;
    bulkDone: Plural;
    bulkNotDone: Plural;
    /** Of several connections at once; {institutions} */
    bulkRevoke: { title: Plural; will: string; wont: string };
    /** Of the last action: by who must act; a few words. */
    failed: Words<'user' | 'wait' | 'developer' | 'support'>;
  };
}
