/** What a person does on a page. */
import fc from 'fast-check';
import { actions, type ActionName } from '../../src/core/model/actions';
import { rightAnswer } from './bank';
import { nothing, pageStep } from './step';
import type { Page } from './world';

const anyConnection = fc.nat(1);
const anyAction = fc.constantFrom(...(Object.keys(actions) as ActionName[]), 'refresh', 'purgeAndRefresh');

const connectionAt = ({ client }: Page, place: number) => client.connections.getState().ids[place];
const jobsOf = ({ client }: Page) => Object.values(client.jobs.getState().byId);
const isAwake = (page: Page) => !page.isFrozen();
const isShown = (page: Page) => isAwake(page) && page.tab.visible.get();
const hasRows = (page: Page) => isShown(page) && connectionAt(page, 0) !== undefined;
const hasJobs = (page: Page) => isShown(page) && jobsOf(page).length > 0;

/** A refusal is for the person who asked. */
const refused = () => {};

export const press = pageStep(
  'press',
  fc.tuple(anyConnection, anyAction),
  (world, page, [place, action]) => {
    const connectionId = connectionAt(page, place) ?? connectionAt(page, 0);
    if (connectionId !== undefined) void world.press(page, connectionId, action);
  },
  hasRows,
);

export const refreshAll = pageStep('refresh all', nothing, (world, page) => world.refreshAll(page), hasRows);

export const checkAgain = pageStep(
  'check again',
  fc.nat(9),
  (_world, page, place) => {
    const jobs = jobsOf(page);
    const lost = jobs.filter(({ status }) => status === 'unknown');
    const asked = lost[place % lost.length] ?? jobs[place % jobs.length];
    if (asked) void page.client.checkAgain(asked.id).catch(refused);
  },
  hasJobs,
);

/** Also of a question that is answered, or whose time is over. */
export const answer = pageStep(
  'answer',
  fc.tuple(fc.boolean(), fc.nat(3)),
  (_world, page, [isRight, place]) => {
    const jobs = jobsOf(page).filter(({ recordedBy }) => recordedBy === 'provider');
    const waiting = jobs.filter(({ status }) => status === 'waiting-input');
    const asking = waiting[place % waiting.length] ?? jobs[place % jobs.length];
    if (asking) void page.client.answerChallenge(asking.id, [isRight ? rightAnswer : '0000']).catch(refused);
  },
  hasJobs,
);

export const dismiss = pageStep(
  'dismiss',
  anyConnection,
  (_world, page, place) => {
    const connectionId = connectionAt(page, place);
    if (connectionId !== undefined) page.client.dismissRemaining(connectionId);
  },
  hasRows,
);

export const load = pageStep('load', nothing, (_world, { client }) => void client.load(), isAwake);

export const loadConnection = pageStep(
  'load connection',
  anyConnection,
  (_world, page, place) => {
    const connectionId = connectionAt(page, place);
    if (connectionId !== undefined) void page.client.loadConnection(connectionId);
    else void page.client.loadJobs();
  },
  isAwake,
);
