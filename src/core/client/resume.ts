/**
 * What a page that is gone left unfinished: one tab takes each gesture over, once nobody holds it any more. That may be this
 * page before its reload, or another tab that was closed or has died.
 */
import { actions, type OperationKind } from '../model/actions';
import type { Job } from '../model/job';
import type { Intake } from './intake';
import type { Ledger, RunRecord } from './ledger';
import type { RunAction } from './run-action';
import type { Tabs } from './tabs';

export interface Resume {
  /** To be called when asking has become possible, and when something may have been left. */
  look(): void;
  /** Another tab has begun a gesture: it is waited for its end, however it ends. */
  follow(connectionId: string, runId: string): void;
  reset(): void;
}

interface Options {
  ledger: Ledger;
  tabs: Tabs;
  runAction: RunAction;
  intake: Intake;
  jobsOf(connectionId: string): readonly Job[];
  /** Whether this tab may ask now. A gesture that ends while it may not is looked after by another, or later. */
  mayAsk(): boolean;
  /** Reads the connection and its jobs anew. Throws ConnectionsError. */
  read(connectionId: string): Promise<void>;
}

export function createResume({ ledger, tabs, runAction, intake, jobsOf, mayAsk, read }: Options): Resume {
  const awaited = new Set<string>();
  let controller = new AbortController();

  async function takeOver(connectionId: string, runId: string): Promise<void> {
    awaited.delete(runId);
    intake.endOperation(connectionId, runId);
    const run = ledger.runs().find((one) => one.runId === runId);
    if (run?.stopped) offer(run);
    if (!run || run.stopped || !mayAsk()) return;
    await read(connectionId);
    if (isOvertaken(run, jobsOf(connectionId))) drop(run);
    else await runAction.resume(run);
  }

  function follow(connectionId: string, runId: string): void {
    if (awaited.has(runId)) return;
    awaited.add(runId);
    tabs.whenFree(runId, () => takeOver(connectionId, runId), controller.signal);
  }

  function drop({ connectionId, runId }: RunRecord): void {
    ledger.dropRuns((run) => run.runId === runId);
    intake.setRemaining(connectionId, []);
  }

  function offer(run: RunRecord): void {
    if (isOvertaken(run, jobsOf(run.connectionId))) drop(run);
    else intake.setRemaining(run.connectionId, actions[run.action].slice(run.done));
  }

  return {
    look() {
      for (const run of ledger.runs()) {
        if (runAction.isOwn(run.runId)) continue;
        if (run.stopped || !tabs.together) offer(run);
        else follow(run.connectionId, run.runId);
      }
    },
    follow,
    reset() {
      awaited.clear();
      controller.abort();
      controller = new AbortController();
    },
  };
}

/** The person has reached what the gesture was for in another way since. */
function isOvertaken({ action, startedAt }: RunRecord, jobs: readonly Job[]): boolean {
  const operations: readonly OperationKind[] = actions[action];
  return jobs.some(
    ({ kind, status, createdAt }) =>
      status === 'succeeded' && kind === operations.at(-1) && Date.parse(createdAt) >= Date.parse(startedAt),
  );
}
