/** Transports whose events have one fault. */
import type { Connection } from '../../../src/core/model/connection';
import { isSettled, type Job } from '../../../src/core/model/job';
import type { TransportEvent } from '../../../src/core/transport';
import { first, type BrokenTransport } from './broken-transport';

export const watch: readonly BrokenTransport[] = [
  {
    fault: 'events with half a job',
    check: 'events › tell of a job by the whole job each time, as it is read',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          yield event.type === 'job-changed' ? { ...event, job: { ...event.job, steps: [] } } : event;
        }
      },
    }),
  },
  {
    fault: "tells of another user's jobs",
    check: 'events › of another user are not told',
    break: (_good, bank) => ({ watch: (options) => first(bank).watch(options) }),
  },
  {
    fault: 'events that never end',
    check: 'events › end when the signal aborts',
    break: (good) => ({
      async *watch(options): AsyncGenerator<TransportEvent> {
        yield* good.watch(options);
        await new Promise(() => {});
      },
    }),
  },
  {
    fault: 'tells of no job that has settled',
    check: 'events › tell of a job up to its end',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (event.type !== 'job-changed' || !isSettled(event.job)) yield event;
        }
      },
    }),
  },
  {
    fault: 'tells of a job by a patch as long as it runs',
    check: 'events › tell of a job by the whole job each time, as it is read',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (event.type !== 'job-changed' || isSettled(event.job)) yield event;
          else yield { ...event, job: { id: event.job.id, status: event.job.status } as Job };
        }
      },
    }),
  },
  {
    fault: 'tells of a connection by a patch',
    check: 'events › tell of a connection that was revoked, by the whole connection or as gone',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (event.type !== 'connection-changed') yield event;
          else yield { ...event, connection: { id: event.connection.id, status: 'revoked' } as Connection };
        }
      },
    }),
  },
  {
    fault: 'tells of jobs alone',
    check: 'events › tell of a connection that was revoked, by the whole connection or as gone',
    break: (good) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) if (event.type === 'job-changed') yield event;
      },
    }),
  },
  {
    fault: 'an event for one who has left already',
    check: 'events › are none when the signal is aborted already',
    break: (good, _bank, userId) => ({
      async *watch(options) {
        if (options.signal.aborted) yield { type: 'connection-removed', connectionId: `${userId}-c-9` };
        yield* good.watch(options);
      },
    }),
  },
  {
    fault: 'events that end with the link over which they came',
    check: 'events › go on when the link was lost',
    break: (good, bank) => ({
      async *watch(options) {
        for await (const event of good.watch(options)) {
          if (bank.isCut()) return;
          yield event;
        }
      },
    }),
  },
];
