/** Transports with one fault each, and for each the check of the contract suite that must find it. */
import type { BrokenTransport } from './broken-transport';
import { calls } from './calls';
import { challenge } from './challenges';
import { lostAnswers, purge, revoke } from './deletions';
import { watch } from './events';
import { form } from './form';
import { jobs } from './jobs';
import { movingPages, pages } from './pages';
import { anotherUser, consent, privacy } from './privacy';
import { capabilities, lists, reads } from './reads';
import { refresh, refusals } from './refreshes';

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
