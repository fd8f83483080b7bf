/** What can be done, what is asked before, and the receipt of it after. */
import type { Words } from './words';

interface Consequences {
  title: string;
  will: readonly string[];
  wont: readonly string[];
  confirm: string;
}

export interface ActionLabels {
  action: Words<'refresh' | 'purge' | 'purgeAndRefresh' | 'revoke' | 'purgeAndRevoke'>;
  running: Words<'refresh' | 'purge' | 'revoke'>;
  /** {time} that is left, as a clock counts it. */
  coolDown: string;
  /** {status}, {time} */
  reason: Words<
    'busy' | 'status' | 'statusPurge' | 'cool-down' | 'unsupported' | 'forbidden' | 'offline' | 'signed-out'
  >;
  /** A gesture that had become impossible by the time it was confirmed. */
  notDone: string;
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
  /** Of a purge or a revoke. `ready`: {institution}; `outcome`: of one job. */
  receipt: Words<'open' | 'ready' | 'dismiss' | 'title' | 'bank' | 'time' | 'job' | 'notDone' | 'data' | 'made'> &
    Words<
      'linkKept' | 'dataKept' | 'dataDeleted' | 'dataUnknown' | 'copy' | 'asText' | 'asJson' | 'close' | 'failed'
    > & {
      outcome: Words<'succeeded' | 'failed' | 'unknown' | 'open'>;
    };
}
