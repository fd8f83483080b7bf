/** The help. */
import type { Words } from './words';

/** What an action does, how it is done, and when. */
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

export interface GuideLabels {
  /** The help. {refresh}, {purge}, {purgeAndRefresh}, {revoke} and {jobs} are the words on those buttons and that tab. */
  guide: Words<'title' | 'loading' | 'states' | 'steps' | 'when' | 'workflows'> & {
    connection: { title: string; what: readonly string[] };
    refresh: Topic;
    purge: Topic;
    /** What becomes of stored data is said by `confirm.revoke`. */
    revoke: Topic;
    workflow: { refresh: Workflow; purgeAndRefresh: Workflow; revoke: Workflow };
  };
}
