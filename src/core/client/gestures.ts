/** What a person does that is one request: look again, answer the bank, have a value revealed. */
import { createConnectionsError, toConnectionsError } from '../model/errors';
import type { Job } from '../model/job';
import type { JobsState } from '../stores/job-store';
import { selectJob } from '../stores/selectors';
import type { AskOperation } from './ask-operation';
import type { ClientEvent, ConnectionsClient } from './client';
import type { Intake } from './intake';
import type { Requests } from './requests';

interface Options {
  requests: Requests;
  intake: Intake;
  asking: Pick<AskOperation, 'lookAgain'>;
  jobs(): JobsState;
  createId(): string;
  /** The provider does not know this job, or no longer. */
  onGone(jobId: string): void;
  emit(event: ClientEvent): void;
}

type Gestures = Pick<ConnectionsClient, 'checkAgain' | 'answerChallenge' | 'reveal'>;

export function createGestures({ requests, intake, asking, jobs, createId, onGone, emit }: Options): Gestures {
  /** A job that is gone must not stand there as if it went on, or waited for an answer. */
  async function take(jobId: string, answer: Promise<Job>): Promise<Job> {
    try {
      const job = await answer;
      return intake.putJobs([job])[0] ?? job;
    } catch (thrown) {
      if (toConnectionsError(thrown).code === 'not-found') onGone(jobId);
      throw thrown;
    }
  }

  return {
    async checkAgain(jobId) {
      const known = selectJob(jobs(), jobId);
      // The provider has no job to ask for; what it says of the connection is all that can be known.
      if (known?.recordedBy === 'kit') return asking.lookAgain(known);
      return take(
        jobId,
        requests.send((transport, signal) => transport.getJob(jobId, { signal })),
      );
    },
    async answerChallenge(jobId, answers, gesture) {
      const idempotencyKey = createId();
      const answered = requests.send((transport, signal) => {
        if (!transport.answerChallenge) throw createConnectionsError('not-supported');
        return transport.answerChallenge(jobId, answers, { signal, idempotencyKey });
      }, gesture);
      return take(jobId, answered);
    },
    async reveal(connectionId, field, gesture) {
      const values = await requests.send((transport, signal) => {
        if (!transport.revealProfile) throw createConnectionsError('not-supported');
        return transport.revealProfile(connectionId, field, { signal });
      }, gesture);
      emit({ type: 'profile-revealed', connectionId, field });
      return values;
    },
  };
}
