/** The words of the interface, as a type: a language that lacks one does not compile. */
import type { ActionLabels } from './labels/actions';
import type { FailureLabels } from './labels/failures';
import type { GuideLabels } from './labels/guide';
import type { JobLabels } from './labels/jobs';
import type { ListLabels } from './labels/list';
import type { ProfileLabels } from './labels/profile';
import type { Words } from './labels/words';

export type { Plural } from './labels/words';

/** Placeholders stand in braces and are named in each comment or by their key. */
export interface Labels extends ActionLabels, FailureLabels, GuideLabels, JobLabels, ListLabels, ProfileLabels {
  /** BCP 47 tag of the language; dates, numbers and plurals follow it unless the provider says otherwise. */
  locale: string;
  direction: 'ltr' | 'rtl';
  status: Words<'pre-init' | 'pending' | 'active' | 'invalid' | 'failed' | 'revoked' | 'unknown'>;
  statusHint: Words<'pre-init' | 'pending' | 'active' | 'invalid' | 'failed' | 'revoked' | 'unknown'>;
  method: Words<'web' | 'open-banking' | 'statement' | 'other'>;
  /** {institution} */
  health: Words<'operational' | 'degraded' | 'outage' | 'maintenance' | 'unknown'>;
  copy: string;
  copied: string;
  copyFailed: string;
  retry: string;
  /** In the place of a widget that broke while it was drawn. */
  broken: string;
  cancel: string;
  /** `label`: {institution} */
  tabs: Words<'label' | 'overview' | 'accounts' | 'jobs' | 'help'>;
  /** Stands for the institution where its name is not known. */
  bank: string;
  offline: string;
  /** {time} at which what is shown was last checked. */
  offlineSince: string;
  /** Nobody is signed in, or no longer. */
  signedOut: Words<'title' | 'hint' | 'outdated'>;
}
