/** A history by days, and in a day the jobs of one gesture beside each other. Pure; nothing is lost, nothing comes twice. */
import type { Job, JobKind } from '../../core/model/job';

export interface JobRun {
  key: string;
  /** Of those that are shown; newest first. */
  jobIds: readonly string[];
  /** Of all jobs of the gesture, shown or not; oldest first. */
  kinds: readonly JobKind[];
}

export interface JobDay {
  /** `yyyy-mm-dd`, or the time itself where it cannot be read. */
  day: string;
  runs: readonly JobRun[];
}

/**
 * A run stands where its newest job does, also where it began the day before.
 * @param shown newest first
 * @param all what `shown` was chosen from; newest first
 * @param dayOf the day of a time where the reader is
 */
export function groupJobs(
  shown: readonly Job[],
  all: readonly Job[],
  dayOf: (time: string) => string,
): readonly JobDay[] {
  const kinds = collect(all, keyOf, ({ kind }) => kind);
  const runs = collect(shown, keyOf, (job) => job);
  const entries = [...runs].map(([key, jobs]) => ({
    day: dayOf(jobs[0]?.createdAt ?? ''),
    run: { key, jobIds: jobs.map(({ id }) => id), kinds: (kinds.get(key) ?? []).toReversed() },
  }));
  const days = collect(
    entries,
    ({ day }) => day,
    ({ run }) => run,
  );
  return [...days].map(([day, ofDay]) => ({ day, runs: ofDay }));
}

/** Two connections have no gesture in common, whatever their ids say. */
function keyOf({ id, runId, connectionId }: Job): string {
  return runId === undefined ? `job ${id}` : `run ${connectionId} ${runId}`;
}

/** In the order in which the keys first come. */
function collect<Item, Value>(
  items: readonly Item[],
  key: (item: Item) => string,
  value: (item: Item) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const lists = new Map<string, Value[]>();
  for (const item of items) {
    const list = lists.get(key(item));
    if (list) list.push(value(item));
    else lists.set(key(item), [value(item)]);
  }
  return lists;
}
