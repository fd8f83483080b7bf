/** What a person does that is one request: look again, answer the bank, have a value revealed. */
import { createConnectionsError } from '../model/errors';
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
  emit(event: ClientEvent): void;
}

type Gestures = Pick<ConnectionsClient, 'checkAgain' | 'answerChallenge' | 'reveal'>;

export function createGestures({ requests, intake, asking, jobs, createId, emit }: Options): Gestures {
  return {
    async checkAgain(jobId) {
      const known = selectJob(jobs(), jobId);
      // The provider has no job to ask for; what it says of the connection is all that can be known.
      if (known?.recordedBy === 'kit') return asking.lookAgain(known);
      const job = await requests.send((transport, signal) => transport.getJob(jobId, { signal }));
      return intake.putJobs([job])[0] ?? job;
    },
    async answerChallenge(jobId, answers, gesture) {
      const idempotencyKey = createId();
      const job = await requests.send((transport, signal) => {
        if (!transport.answerChallenge) throw createConnectionsError('not-supported');
        return transport.answerChallenge(jobId, answers, { signal, idempotencyKey });
      }, gesture);
      return intake.putJobs([job])[0] ?? job;
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
