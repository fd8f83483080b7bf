/** Transports with one fault each, and for each the check of the contract suite that must find it. */
import type { BrokenTransport } from './broken-transport';
import { calls } from './calls';
import { lostAnswers, purge, refresh, refusals, revoke } from './commands';
import { form } from './form';
import { challenge, jobs, watch } from './jobs';
import { movingPages, pages } from './pages';
import { anotherUser, consent, privacy } from './privacy';
import { capabilities, lists, reads } from './reads';

export type { BrokenTransport } from './broken-transport';

export const brokenTransports: readonly BrokenTransport[] = [
  ...calls,
  ...capabilities,
  ...reads,
  ...lists,
  ...pages,
  ...movingPages,
  ...refusals,
  ...refresh,
  ...purge,
  ...revoke,
  ...lostAnswers,
  ...jobs,
  ...challenge,
  ...consent,
  ...privacy,
  ...anotherUser,
  ...watch,
  ...form,
];
