/** One connection: its profile, accounts, consent and facts, and what its actions have left over. */
import type { OpenWords, Plural, Words } from './words';

export interface ProfileLabels {
  /** {field}; `revealed`, `shown`, `hidesSoon`: {count} seconds. */
  profile: Words<
    | 'title'
    | 'fullName'
    | 'phoneNumbers'
    | 'emailAddresses'
    | 'physicalAddresses'
    | 'notShared'
    | 'reveal'
    | 'revealField'
    | 'hide'
    | 'hideField'
    | 'revealing'
    | 'prolong'
    | 'prolongField'
    | 'hiddenAgain'
    | 'copy'
    | 'copyField'
    | 'loading'
    | 'failedTitle'
    | 'gone'
    | 'goneHint'
    | 'notChecked'
    | 'checkAgain'
    | 'purged'
    | 'purgedRefreshFailed'
    | 'purgedRevokeFailed'
    | 'none'
    | 'notYet'
    | 'deleted'
  > & { revealed: Plural; shown: Plural; hidesSoon: Plural };
  /** An action that was interrupted: what was done, and what is left. {institution} `dismiss`: nothing more is wanted of it. */
  interrupted: Words<
    'refresh' | 'purgedRefresh' | 'purge' | 'revoke' | 'purgedRevoke' | 'purgeRefresh' | 'purgeRevoke' | 'dismiss'
  >;
  /** An operation whose answer was lost. {institution} */
  lost: Words<'refresh' | 'purge' | 'revoke'>;
  facts: Words<'title' | 'method' | 'created' | 'synced' | 'expires' | 'revoked' | 'country' | 'reference'>;
  header: Words<'accessUntil' | 'lastSynced'>;
  /** Any other type shows its own word. */
  accountType: OpenWords<
    | 'transaction'
    | 'savings'
    | 'credit-card'
    | 'mortgage'
    | 'loan'
    | 'investment'
    | 'term-deposit'
    | 'insurance'
    | 'foreign'
  >;
  /** `asOf`: {date} */
  accounts: Words<'title' | 'loading' | 'none' | 'available' | 'unavailable' | 'notShared' | 'asOf' | 'showFewer'> & {
    showAll: Plural;
  };
  /** By what the visit to the bank's own page would do; `connectAgain` where the set-up failed. */
  consent: Words<'connect' | 'connectAgain' | 'reauthorize' | 'extend' | 'manage' | 'failed'> &
    Words<'title' | 'given' | 'ends' | 'ended' | 'purpose' | 'data' | 'notStated' | 'withdraw'>;
}
