/** The words of the interface, as a type: a language that lacks one does not compile. */

/** Forms by the names of `Intl.PluralRules`; `other` is always there. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

type StepKey = 'authenticate' | 'challenge' | 'accounts' | 'transactions' | 'statements';
type Words<Key extends string> = Readonly<Record<Key, string>>;
/** A host may add words for values of its own. */
type OpenWords<Key extends string> = Words<Key> & Readonly<Record<string, string>>;

interface Consequences {
  title: string;
  will: readonly string[];
  wont: readonly string[];
  confirm: string;
}

/** Of the help: what an action does, how it is done, and when. */
interface Topic {
  what: readonly string[];
  steps: readonly string[];
  when: readonly string[];
}

interface Workflow {
  name: string;
  what: string;
  steps: readonly string[];
}

/** Placeholders stand in braces and are named in each comment or by their key. */
export interface Labels {
  /** BCP 47 tag of the language; dates, numbers and plurals follow it unless the provider says otherwise. */
  locale: string;
  direction: 'ltr' | 'rtl';
  status: Words<'pre-init' | 'pending' | 'active' | 'invalid' | 'failed' | 'revoked' | 'unknown'>;
  statusHint: Words<'pre-init' | 'pending' | 'active' | 'invalid' | 'failed' | 'revoked' | 'unknown'>;
  /** In a row of the list: a few words. */
  statusSummary: Words<'pre-init' | 'pending' | 'active' | 'invalid' | 'failed' | 'revoked' | 'unknown'>;
  method: Words<'web' | 'open-banking' | 'statement' | 'other'>;
  /** {institution} */
  health: Words<'operational' | 'degraded' | 'outage' | 'maintenance' | 'unknown'>;
  action: Words<'refresh' | 'purge' | 'purgeAndRefresh' | 'revoke' | 'purgeAndRevoke'>;
  /** In a row of the list, before its step. */
  doing: Words<'refresh' | 'purge' | 'revoke'>;
  running: Words<'refresh' | 'purge' | 'revoke'>;
  /** {time} that is left, as a clock counts it. */
  coolDown: string;
  /** {status}, {time} */
  reason: Words<
    'busy' | 'status' | 'statusPurge' | 'cool-down' | 'unsupported' | 'forbidden' | 'offline' | 'signed-out'
  >;
  actor: Words<'user' | 'wait' | 'developer' | 'support'>;
  /** By failure code; {institution}. Any other code gets the words of its actor. */
  failure: OpenWords<
    | 'invalid-credentials'
    | 'account-locked'
    | 'multifactor-required'
    | 'challenge-expired'
    | 'authorization-failed'
    | 'user-action-required'
    | 'account-not-accessible-requires-user-action'
    | 'invalid-connection'
    | 'system-unavailable'
    | 'institution-not-available'
    | 'service-unavailable'
    | 'maintenance'
    | 'maintenance-error'
    | 'job-timed-out'
    | 'too-many-requests'
    | 'rate-limited'
    | 'connector-error'
    | 'institution-disabled'
    | 'network'
    | 'timeout'
    | 'unauthorized'
    | 'step-up-required'
    | 'forbidden'
    | 'not-found'
    | 'not-supported'
    | 'not-available'
    | 'conflict'
    | 'bad-response'
  >;
  failureByActor: Words<'user' | 'wait' | 'developer' | 'support'>;
  /** {time} */
  retryAt: string;
  /** {reference} */
  reference: string;
  copy: string;
  copied: string;
  copyFailed: string;
  retry: string;
  /** A gesture that had become impossible by the time it was confirmed. */
  notDone: string;
  cancel: string;
  list: Words<
    | 'title'
    | 'loading'
    | 'emptyTitle'
    | 'emptyHint'
    | 'connect'
    | 'failedTitle'
    | 'staleTitle'
    | 'choose'
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
  accounts: Words<'title' | 'none' | 'available' | 'unavailable' | 'notShared' | 'asOf' | 'showFewer'> & {
    showAll: Plural;
  };
  /**
   * `lost`, `recover`: {institution}; `usual`: {duration}; `retriesAt`: {time}. `columns`: of the exported table, beside `kind`,
   * `status` and `who`.
   */
  jobs: Words<
    | 'title'
    | 'none'
    | 'loading'
    | 'failedTitle'
    | 'dataDeleted'
    | 'linkEnded'
    | 'noSteps'
    | 'unconfirmed'
    | 'lost'
    | 'checkAgain'
    | 'who'
    | 'usual'
    | 'late'
    | 'retriesAt'
    | 'recover'
    | 'filter'
    | 'all'
    | 'status'
    | 'kind'
    | 'from'
    | 'to'
    | 'reversed'
    | 'clear'
    | 'noneMatch'
    | 'older'
    | 'olderFailedTitle'
    | 'linkGone'
    | 'linkElsewhere'
    | 'export'
    | 'notAll'
    | 'exportAll'
    | 'exportFailed'
  > & {
    steps: Plural;
    /** So many entries, and no more are known of. */
    entries: Plural;
    exportLoaded: Plural;
    exported: Plural;
    columns: Words<'started' | 'ended' | 'seconds' | 'bank' | 'steps' | 'failure' | 'reference' | 'job' | 'run'>;
  };
  jobKind: Words<'refresh' | 'purge' | 'revoke' | 'connect' | 'reauthorize' | 'other'>;
  jobStatus: Words<'queued' | 'running' | 'waiting-input' | 'succeeded' | 'failed' | 'unknown'>;
  /** Any other step shows its own key. */
  step: OpenWords<StepKey>;
  /** The same once it is done. */
  stepDone: OpenWords<StepKey>;
  stepStatus: Words<'pending' | 'running' | 'succeeded' | 'failed' | 'unknown'>;
  /** `expires`: {time} from now; `left`: {time} as a clock counts it. */
  challenge: Words<
    | 'rejected'
    | 'rejectedAnswer'
    | 'late'
    | 'title'
    | 'answer'
    | 'send'
    | 'expires'
    | 'left'
    | 'soon'
    | 'expired'
    | 'expiredHint'
  >;
  confirm: {
    will: string;
    wont: string;
    purge: Consequences;
    purgeAndRefresh: Consequences;
    revoke: {
      title: string;
      will: readonly string[];
      wontKept: readonly string[];
      willDeleted: readonly string[];
      unknownData: readonly string[];
      confirm: string;
    };
    purgeAndRevoke: Omit<Consequences, 'title'>;
    choice: Words<'legend' | 'keep' | 'delete' | 'deleteImpossible'>;
    /** `text`: what has to be typed, {institution} or a word; `label`: {text}. */
    typed: Words<'text' | 'label' | 'hint' | 'notYet'>;
  };
  /** `label`: {institution} */
  tabs: Words<'label' | 'overview' | 'accounts' | 'jobs' | 'help'>;
  /** The help. {refresh}, {purge}, {purgeAndRefresh}, {revoke} and {jobs} are the words on those buttons and that tab. */
  guide: Words<'title' | 'loading' | 'states' | 'steps' | 'when' | 'workflows'> & {
    connection: { title: string; what: readonly string[] };
    refresh: Topic;
    purge: Topic;
    /** What becomes of stored data is said by `confirm.revoke`. */
    revoke: Topic;
    workflow: { refresh: Workflow; purgeAndRefresh: Workflow; revoke: Workflow };
  };
  /** Stands for the institution where its name is not known. */
  bank: string;
  offline: string;
  /** {time} at which what is shown was last checked. */
  offlineSince: string;
  /** Nobody is signed in, or no longer. */
  signedOut: Words<'title' | 'hint' | 'outdated'>;
  /** By what the visit to the bank's own page would do; `connectAgain` where the set-up failed. */
  consent: Words<'connect' | 'connectAgain' | 'reauthorize' | 'extend' | 'manage' | 'failed'> &
    Words<'title' | 'given' | 'ends' | 'ended' | 'purpose' | 'data' | 'notStated' | 'withdraw'>;
  /** Of a purge or a revoke. `ready`: {institution}; `outcome`: of one job. */
  receipt: Words<'open' | 'ready' | 'dismiss' | 'title' | 'bank' | 'time' | 'job' | 'notDone' | 'data' | 'made'> &
    Words<
      'linkKept' | 'dataKept' | 'dataDeleted' | 'dataUnknown' | 'copy' | 'asText' | 'asJson' | 'close' | 'failed'
    > & {
      outcome: Words<'succeeded' | 'failed' | 'unknown' | 'open'>;
    };
}
