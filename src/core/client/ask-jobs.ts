/**
 * One round of questions: what became of these jobs? One is asked for by itself, several by one list; too many for the URL of one
 * by the list of all that go on, and of these by their ids only those that no longer do.
 */
import { toConnectionsError, type ErrorCode } from '../model/errors';
import type { Job } from '../model/job';
import type { JobQuery, Page } from '../transport';
import type { Intake } from './intake';
import { longestPage, readPages } from './read-pages';
import type { Requests } from './requests';

export interface Asker {
  /** The answers go to the intake. Throws ConnectionsError when a request failed. */
  ask(jobIds: readonly string[]): Promise<void>;
}

interface Options {
  requests: Requests;
  intake: Pick<Intake, 'putJobs'>;
  canListJobs(): boolean;
  /** The provider does not know this job, or no longer. */
  onGone(jobId: string): void;
}

/** After these the other jobs would fare no better, or may not be asked for. */
const endsRound: readonly ErrorCode[] = ['network', 'timeout', 'rate-limited', 'unauthorized', 'aborted', 'disposed'];

/** So many ids fit into one URL, whatever stands between. */
const mostIds = 100;

export function createAsker({ requests, intake, canListJobs, onGone }: Options): Asker {
  /** The ids that come go to `answered`: a list may be paged, and may leave out what it does not know. */
  async function askTogether(query: JobQuery, answered: Set<string>): Promise<void> {
    await readPages(
      (cursor) =>
        requests.send(
          async (transport, signal): Promise<Page<Job>> =>
            (await transport.listJobs?.({ ...query, ...cursor }, { signal })) ?? { items: [] },
        ),
      (items) => {
        intake.putJobs(items);
        for (const { id } of items) answered.add(id);
      },
    );
  }

  /** A job that cannot be read does not cost the others theirs. */
  async function askOneByOne(ids: readonly string[]): Promise<void> {
    let failed: unknown;
    for (const id of ids) {
      try {
        await askOne(id);
      } catch (thrown) {
        if (endsRound.includes(toConnectionsError(thrown).code)) throw thrown;
        failed = thrown;
      }
    }
    if (failed !== undefined) throw failed;
  }

  async function askOne(jobId: string): Promise<void> {
    try {
      intake.putJobs([await requests.send((transport, signal) => transport.getJob(jobId, { signal }))]);
    } catch (thrown) {
      if (toConnectionsError(thrown).code !== 'not-found') throw thrown;
      onGone(jobId);
    }
  }

  return {
    async ask(jobIds) {
      const answered = new Set<string>();
      const open = () => jobIds.filter((id) => !answered.has(id));
      if (jobIds.length > 1 && canListJobs()) {
        // Behind each list the provider may be asked for all jobs: one page costs it what ten do.
        if (jobIds.length > mostIds) await askTogether({ unsettled: true, limit: longestPage }, answered);
        const ids = open();
        for (let start = 0; start < ids.length; start += mostIds) {
          const some = ids.slice(start, start + mostIds);
          await askTogether({ ids: some, limit: some.length }, answered);
        }
      }
      await askOneByOne(open());
    },
  };
}
