/** The feeds of this handler: one per user, however many streams follow it, and never one for two users; one per stream where these are kept apart. */
import type { Clock } from '../core/model/clock';
import { createConnectionsError, type ConnectionsError } from '../core/model/errors';
import { createFailure } from '../core/model/failure';
import type { Job } from '../core/model/job';
import { createFeed, type Feed, type Viewer } from './feed';
import type { EventLog } from './event-log';
import type { Journal } from './journal';
import { refuse } from './problem';

/** A feed as one of its streams holds it. */
export interface JoinedFeed {
  log: EventLog;
  /** The listener hears that there is news in the log. */
  follow(listener: () => void): void;
  /** To be called time and again while the stream goes on. */
  stay(): void;
  leave(): void;
}

export interface Feeds {
  /** @throws ConnectionsError as the transport does, where the first look at the jobs fails; `aborted`; `rate-limited` where the user has too many streams */
  join(userId: string, session: Pick<Viewer, 'transport' | 'report'>, signal: AbortSignal): Promise<JoinedFeed>;
  /** @param job of a command of this user; none where its answer was lost */
  notice(userId: string, job?: Job): void;
}

/** Of one user: in each browser one page has one, and those that nobody reads any more are cut within half a minute. */
const mostStreams = 20;
/** Milliseconds. */
const comeAgainAfter = 60_000;

interface Options {
  journal: Journal;
  clock: Clock;
  random?: () => number;
  /** Whether no request may touch what belongs to another's. */
  apart?: boolean;
}

export function createFeeds(options: Options): Feeds {
  const { journal, clock, random = Math.random, apart = false } = options;
  const feeds = new Map<string, Set<Feed>>();

  function feedsOf(userId: string): Set<Feed> {
    const own = feeds.get(userId) ?? new Set();
    for (const feed of own) if (feed.isGone()) own.delete(feed);
    return own;
  }

  function enter(userId: string, viewer: Viewer): Feed {
    const own = feedsOf(userId);
    const [open] = own;
    if ([...own].reduce((sum, feed) => sum + feed.viewers(), 0) >= mostStreams) throw tooMany(clock.now());
    if (open && !apart) {
      open.enter(viewer);
      return open;
    }
    // A feed may end twice, as when its first look fails after everybody has left; another may be there by then.
    const onEnd = () => {
      const current = feeds.get(userId);
      current?.delete(feed);
      if (current?.size === 0) feeds.delete(userId);
    };
    const feed = createFeed({ userId, journal, clock, random, apart, onEnd }, viewer);
    feeds.set(userId, own.add(feed));
    return feed;
  }

  return {
    async join(userId, session, signal) {
      const viewer: Viewer = { ...session, onNews: () => {} };
      const feed = enter(userId, viewer);
      try {
        await unlessAborted(feed.opened, signal);
      } catch (thrown) {
        feed.leave(viewer);
        throw thrown;
      }
      return {
        log: feed.log,
        follow: (listener) => void (viewer.onNews = listener),
        stay: feed.stay,
        leave: () => feed.leave(viewer),
      };
    },
    notice(userId, job) {
      for (const feed of feedsOf(userId)) feed.notice(job);
    },
  };
}

function tooMany(now: number): ConnectionsError {
  const retryAt = new Date(now + comeAgainAfter).toISOString();
  return createConnectionsError('rate-limited', createFailure('rate-limited', { retryAt }));
}

async function unlessAborted(opened: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw refuse('aborted');
  let abort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => (abort = () => reject(refuse('aborted'))));
  signal.addEventListener('abort', abort);
  await Promise.race([opened, aborted]).finally(() => signal.removeEventListener('abort', abort));
}
