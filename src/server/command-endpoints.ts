/** What changes something at the provider, and the reveal: all that is authorized and audited. */
import type { OperationKind } from '../core/model/actions';
import type { Job } from '../core/model/job';
import type { CommandOptions, Transport } from '../core/transport';
import { answerJson } from './answer';
import type { Command } from './commands';
import { consentStartFields, jobFields, revealedFields } from './contract-fields';
import { answerJob, keptJob, provided, type Endpoint, type Exchange } from './endpoint';
import { refuse } from './problem';
import { readJson, skipBody } from './read-body';
import { readAnswers, readCommandOptions, readConsentRequest, readRevealField } from './read-request';
import { takeFields } from './take-fields';

export const refreshConnection = command('refresh', (transport) => transport.refreshConnection?.bind(transport));
export const purgeConnection = command('purge', (transport) => transport.purgeConnection?.bind(transport));
export const revokeConnection = command('revoke', (transport) => transport.revokeConnection?.bind(transport));

type Send = (connectionId: string, options?: CommandOptions) => Promise<Job>;

/** A command goes on when the browser hangs up: what was begun at the bank must not be lost to the journal. */
function command(operation: OperationKind, sendOf: (transport: Transport) => Send | undefined): Endpoint {
  return async (exchange, connectionId) => {
    const { transport, request, guard } = exchange;
    const send = provided(sendOf(transport));
    const options = readCommandOptions(request.headers);
    await skipBody(request);
    const act = { operation, connectionId };
    await guard.authorize(act);
    const execute = () => guard.audited(act, () => send(connectionId, options)).then(toJob);
    return answerJob(await run(exchange, { target: act, options, execute }));
  };
}

/** Whoever follows the events of this user hears of it at once; also of an answer that was lost, which may have changed something. */
async function run(exchange: Exchange, command: Omit<Command, 'userId' | 'report'>): Promise<Job> {
  const { userId, report, commands, feeds } = exchange;
  try {
    const job = await commands.run({ ...command, userId, report });
    feeds.notice(userId, job);
    return job;
  } catch (thrown) {
    feeds.notice(userId);
    throw thrown;
  }
}

export const answerChallenge: Endpoint = async (exchange, jobId) => {
  const { transport, request, guard } = exchange;
  const send = provided(transport.answerChallenge?.bind(transport));
  const options = readCommandOptions(request.headers);
  const answers = readAnswers(await readJson(request));
  const act = { operation: 'answer-challenge' as const, ...(await connectionOf(exchange, jobId)) };
  await guard.authorize(act);
  const execute = () => guard.audited(act, () => send(jobId, answers, options), ofConnection).then(toJob);
  return answerJob(await run(exchange, { target: { answeredJobId: jobId }, body: answers, options, execute }));
};

/** Whom the host is to be asked about: a job that this handler has not begun is looked up, and may be nobody's. */
async function connectionOf(exchange: Exchange, jobId: string) {
  const { transport } = exchange;
  const lookUp = async () => transport.getJob(jobId);
  return ofConnection((await keptJob(exchange, jobId)) ?? (await lookUp().catch(() => undefined)));
}

function ofConnection(job: Job | null | undefined): { connectionId?: string } {
  const connectionId = job?.connectionId;
  return typeof connectionId === 'string' ? { connectionId } : {};
}

export const startConsent: Endpoint = async ({
  transport,
  request,
  guard,
  redirectHosts,
  commands,
  userId,
  report,
}) => {
  const send = provided(transport.startConsent?.bind(transport));
  const options = readCommandOptions(request.headers);
  const consent = readConsentRequest(await readJson(request), redirectHosts);
  const { purpose, connectionId = null, institutionId = null } = consent;
  const act = { operation: 'consent' as const, ...(connectionId !== null && { connectionId }) };
  await guard.authorize(act);
  const target = { consent: purpose, connectionId, institutionId };
  const claim = { userId, target, body: consent, options, report };
  const start = await commands.use(claim, () => guard.audited(act, () => send(consent, options)));
  if (!Object.hasOwn(consentStartFields, start.type)) throw refuse('bad-response');
  return answerJson(consentStartFields[start.type], start);
};

export const revealProfile: Endpoint = async ({ transport, request, reading, guard }, connectionId) => {
  const reveal = provided(transport.revealProfile?.bind(transport));
  const field = readRevealField(await readJson(request));
  const act = { operation: 'reveal' as const, connectionId, field };
  await guard.authorize(act);
  const values = await guard.audited(act, () => reveal(connectionId, field, reading));
  return answerJson(revealedFields, { values });
};

/** Before it is kept. */
function toJob(job: Job): Job {
  return takeFields(jobFields, job);
}
