/** The feeds of this handler: one per user, however many streams follow it, and never one for two users. */
import type { Clock } from '../core/model/clock';
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
  leave(): void;
}

export interface Feeds {
  /** @throws ConnectionsError as the transport does, where the first look at the jobs fails; `aborted` */
  join(userId: string, session: Pick<Viewer, 'transport' | 'report'>, signal: AbortSignal): Promise<JoinedFeed>;
  /** @param job of a command of this user; none where its answer was lost */
  notice(userId: string, job?: Job): void;
}

export function createFeeds(options: { journal: Journal; clock: Clock; random?: () => number }): Feeds {
  const { journal, clock, random = Math.random } = options;
  const feeds = new Map<string, Feed>();

  function enter(userId: string, viewer: Viewer): Feed {
    const open = feeds.get(userId);
    open?.enter(viewer);
    if (open) return open;
    const onEnd = () => void feeds.delete(userId);
    const feed = createFeed({ userId, journal, clock, random, onEnd }, viewer);
    feeds.set(userId, feed);
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
        leave: () => feed.leave(viewer),
      };
    },
    notice: (userId, job) => feeds.get(userId)?.notice(job),
  };
}

async function unlessAborted(opened: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw refuse('aborted');
  let abort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => (abort = () => reject(refuse('aborted'))));
  signal.addEventListener('abort', abort);
  await Promise.race([opened, aborted]).finally(() => signal.removeEventListener('abort', abort));
}
