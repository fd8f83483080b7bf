/** The history, a job that runs, and the question that it may wait for. */
import type { OpenWords, Plural, Words } from './words';

type StepKey = 'authenticate' | 'challenge' | 'accounts' | 'transactions' | 'statements';

export interface JobLabels {
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
}
