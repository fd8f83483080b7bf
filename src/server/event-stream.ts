/**
 * One browser's stream of events (`text/event-stream`). It takes from the log of its user what the browser is ready to take, so
 * one that reads slowly or not at all holds a position and 16 KiB, and is told the latest of each thing when it reads again.
 */
import type { Clock } from '../core/model/clock';
import { noStore } from './answer';
import type { JoinedFeed } from './feeds';

interface Options {
  feed: JoinedFeed;
  clock: Clock;
  /** Of the request: the browser has hung up. */
  signal: AbortSignal;
  lastEventId: string | null;
}

/** Milliseconds. */
const retry = 1_000;
const betweenHeartbeats = 15_000;
/** About ten minutes: then the browser comes again, and is authenticated again. */
const life = { shortest: 9 * 60_000, longest: 11 * 60_000 };
const mostBytesReady = 16_384;

/** `X-Accel-Buffering`: nginx would keep the events back until there are enough of them. */
const headers = { ...noStore, 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' };

export function answerEvents({ feed, clock, signal, lastEventId }: Options): Response {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let position = feed.log.positionOf(lastEventId);
  let wasTaken = true;
  let heartbeat: unknown;

  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: (own) => void (controller = own),
    pull() {
      wasTaken = true;
      tell();
    },
    cancel: leave,
  };
  const body = new ReadableStream(source, new ByteLengthQueuingStrategy({ highWaterMark: mostBytesReady }));
  const end = clock.setTimeout(finish, life.shortest + Math.random() * (life.longest - life.shortest));
  const encoder = new TextEncoder();
  const send = (text: string) => controller.enqueue(encoder.encode(text));
  const isReady = () => (controller.desiredSize ?? 0) > 0;

  function tell(): void {
    for (let next = feed.log.after(position); next && isReady(); next = feed.log.after(position)) {
      position = next.number;
      send(next.text);
    }
  }

  /** Where nothing was taken since the last beat, nobody reads; whoever does may come again with the last id. */
  function beat(): void {
    if (!isReady() && !wasTaken) return finish(new Error('The events are not read'));
    if (isReady()) send(':\n\n');
    wasTaken = false;
    feed.stay();
    heartbeat = clock.setTimeout(beat, betweenHeartbeats);
  }

  function leave(): void {
    clock.clearTimeout(heartbeat);
    clock.clearTimeout(end);
    signal.removeEventListener('abort', hangUp);
    feed.leave();
  }

  function finish(broken?: Error): void {
    leave();
    if (broken) controller.error(broken);
    else controller.close();
  }

  function hangUp(): void {
    finish();
  }

  send(`retry: ${retry}\n\n`);
  heartbeat = clock.setTimeout(beat, betweenHeartbeats);
  signal.addEventListener('abort', hangUp);
  feed.follow(tell);
  if (signal.aborted) hangUp();
  return new Response(body, { headers });
}
