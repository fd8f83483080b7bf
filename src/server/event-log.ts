/**
 * The events of one feed, each thing by its latest news alone: an event is a whole job or connection, so what came before it need
 * not be told any more. A stream is a position in the log. It holds no event of its own, however slowly it is read, and whoever
 * comes back with the id of the last event is told what came after it.
 */
import { mergeJob } from '../core/model/job';
import type { TransportEvent } from '../core/transport';

export interface LoggedEvent {
  /** Counts up; the first is 1. */
  number: number;
  event: TransportEvent;
  /** As `text/event-stream`. */
  text: string;
}

export interface EventLog {
  /** @returns whether that was news */
  add(event: TransportEvent): boolean;
  /** The first event after a position. */
  after(position: number): LoggedEvent | undefined;
  /** 0, the beginning, for an id that is none of this log. */
  positionOf(eventId: string | null): number;
}

/** @param mostKept more things than this are not remembered; the newest jobs are far fewer */
export function createEventLog(mostKept = 200): EventLog {
  const name = crypto.randomUUID();
  const latest = new Map<string, LoggedEvent>();
  let count = 0;

  return {
    add(told) {
      const thing = thingOf(told);
      const known = latest.get(thing)?.event;
      const event = newsOf(told, known);
      if (event === undefined) return false;
      count += 1;
      const text = `id: ${name}-${count}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
      // Last in the order of the map, too.
      latest.delete(thing);
      latest.set(thing, { number: count, event, text });
      const [oldest] = latest.keys();
      if (latest.size > mostKept && oldest !== undefined) latest.delete(oldest);
      return true;
    },
    after(position) {
      for (const logged of latest.values()) if (logged.number > position) return logged;
      return undefined;
    },
    positionOf(eventId) {
      const prefix = `${name}-`;
      const number = eventId?.startsWith(prefix) ? eventId.slice(prefix.length) : '';
      return /^\d{1,15}$/.test(number) && Number(number) <= count ? Number(number) : 0;
    },
  };
}

function thingOf(event: TransportEvent): string {
  if (event.type === 'job-changed') return `job ${event.job.id}`;
  return `connection ${event.type === 'connection-changed' ? event.connection.id : event.connectionId}`;
}

/** `undefined` for what is known already, or older than what is known. */
function newsOf(told: TransportEvent, known: TransportEvent | undefined): TransportEvent | undefined {
  if (told.type !== 'job-changed' || known?.type !== 'job-changed')
    return JSON.stringify(told) === JSON.stringify(known) ? undefined : told;
  const job = mergeJob(known.job, told.job);
  return job === known.job ? undefined : { ...told, job };
}
