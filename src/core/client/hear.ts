/** What other tabs and the transport's events tell, taken in as if this client had asked for it itself. */
import type { StoreApi } from 'zustand/vanilla';
import type { ConnectionState } from '../model/connection';
import { isSettled, type Job } from '../model/job';
import type { JobsState } from '../stores/job-store';
import { selectJob } from '../stores/selectors';
import type { TransportEvent } from '../transport';
import type { Intake } from './intake';
import type { Resume } from './resume';
import type { JobsTold, TabMessage, Tabs } from './tabs';
import type { Tracker } from './track-jobs';

export interface Hearing {
  /** @returns what to answer */
  message(message: TabMessage): TabMessage | undefined;
  event(event: TransportEvent): void;
  reset(): void;
}

interface Options {
  intake: Intake;
  tracker: Tracker;
  resume: Resume;
  tabs: Tabs;
  jobs: StoreApi<JobsState>;
  connection(connectionId: string): ConnectionState | undefined;
}

export function createHearing({ intake, tracker, resume, tabs, jobs, connection }: Options): Hearing {
  const toldAgain = new Set<string>();

  /** A tab that slept tells old news, and who knows nothing better would believe it for ever: the one that asks knows better. */
  function correct(told: readonly Job[], known: readonly Job[]): TabMessage | undefined {
    if (!tabs.leads()) return undefined;
    const later = known.filter((job) =>
      told.some(({ id, status, updatedAt }) => id === job.id && (status !== job.status || updatedAt !== job.updatedAt)),
    );
    for (const { id, status } of later) if (status === 'unknown') tabs.tell({ type: 'job-lost', jobId: id });
    return later.length === 0 ? undefined : { type: 'jobs', jobs: later, settled: [], at: intake.moment() };
  }

  /**
   * A job that this tab had lost sight of and that another still follows: that it was lost may be on its way to the others, and
   * the one that asks would never ask for it. So it is told once more, by whoever gets it back; once for each job, or tabs whose
   * words cross could go on telling each other without end.
   */
  function takeIn(told: readonly Job[], how: JobsTold): TabMessage | undefined {
    const lost = new Set(
      told.filter(({ id }) => selectJob(jobs.getState(), id)?.status === 'unknown').map(({ id }) => id),
    );
    const known = intake.putJobs(told, how);
    const back = known.filter(
      (job) => lost.has(job.id) && job.status !== 'unknown' && !isSettled(job) && !toldAgain.has(job.id),
    );
    for (const { id } of back) toldAgain.add(id);
    const again: TabMessage = { type: 'jobs', jobs: back, settled: [], at: intake.moment() };
    return correct(told, known) ?? (back.length > 0 ? again : undefined);
  }

  function message(heard: TabMessage): TabMessage | undefined {
    switch (heard.type) {
      case 'jobs':
        return takeIn(heard.jobs, heard);
      case 'job-lost':
        tracker.noticeLost(heard.jobId);
        return undefined;
      case 'connections':
        intake.putConnections(heard.connections, heard.requestedAt);
        return undefined;
      case 'connection-removed':
        intake.removeConnection(heard.connectionId);
        return undefined;
      case 'operation-begun':
        intake.beginOperation(heard.connectionId, heard.operation);
        resume.follow(heard.connectionId, heard.operation.runId);
        return undefined;
      case 'remaining-changed':
        intake.setRemaining(heard.connectionId, heard.remaining);
        return undefined;
      case 'leader-gained': {
        const unsettled = jobs.getState().table.entries.filter((job) => !isSettled(job));
        return unsettled.length === 0 ? undefined : { type: 'jobs', jobs: unsettled, settled: [], at: intake.moment() };
      }
      case 'cleared':
        return undefined;
    }
  }

  function event(told: TransportEvent): void {
    switch (told.type) {
      case 'job-changed':
        intake.putJobs([told.job]);
        return tracker.noticePush([told.job.id]);
      case 'connection-changed':
        // No later than what is known, or the answer to a read that is under way would count as older and be dropped.
        return intake.putConnections([told.connection], connection(told.connection.id)?.confirmedAt ?? intake.moment());
      case 'connection-removed':
        intake.removeConnection(told.connectionId);
        return tabs.tell(told);
    }
  }

  return { message, event, reset: () => toldAgain.clear() };
}
