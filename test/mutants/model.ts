/** What facts are held to, and how often is asked: pure. */
import { mutantsOf } from './mutant';

export const model = [
  ...mutantsOf(
    'src/core/model/job.ts',
    ['test/core/model/merge-job.test.ts'],
    [
      ['a settled job stays settled', 'Number(isSettled(a)) - Number(isSettled(b)) ||', ''],
      [
        'older news of a job never wins',
        'Date.parse(a.updatedAt) - Date.parse(b.updatedAt) ||\n    progress',
        'progress',
      ],
      ['news of the same time is ordered by progress', 'progress(a) - progress(b) ||', ''],
      ['news of the same time and progress has one order', 'compareText(providerText(a), providerText(b))', '0'],
      ['the run that is taken over does not count in that order', 'runId: _run,', ''],
      ['the deadline that is taken over does not count in that order', 'deadlineAt: _deadline,', ''],
      ['news that names less is news', 'key in one || other[key] === undefined', 'true'],
      ['equal news of a job is no news', 'isEqual(kept, known) ? known : kept', 'kept'],
      ['the run of a job is kept', 'newer.runId ?? older.runId', 'newer.runId'],
      ['the deadline of a job is kept', 'newer.deadlineAt ?? older.deadlineAt', 'newer.deadlineAt'],
      ['the connection of a job is kept', 'newer.connectionId ?? older.connectionId', 'newer.connectionId'],
      ['the kind of a job is kept', "newer.kind === 'other' ? older.kind : newer.kind", 'newer.kind'],
    ],
  ),
  ...mutantsOf(
    'src/core/model/connection.ts',
    ['test/core/model/known-from-jobs.test.ts'],
    [
      [
        'the answer to a read that was asked before is ignored',
        'Date.parse(requestedAt) < Date.parse(confirmedAt)',
        'false',
        ['test/core/model/merge-connection.test.ts'],
      ],
      [
        'what is known beside the facts stays',
        '...withoutFacts(known), ',
        '',
        ['test/core/model/merge-connection.test.ts'],
      ],
      [
        'a job that was lost sight of keeps no connection busy',
        "job.status !== 'unknown' && isOperation",
        'isOperation',
      ],
      [
        'a connection is purged until the next success alone',
        'refreshedSince ? undefined : succeeded[lastPurge]',
        'succeeded[lastPurge]',
      ],
      [
        'a failure goes with the next success',
        "last?.status === 'failed' && last.failure && { failure: last.failure }",
        '{ ...sorted.find(({ failure }) => failure) && { failure: sorted.find(({ failure }) => failure)?.failure } }',
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/model/freshness.ts',
    ['test/core/model/freshness.test.ts'],
    [['old facts count as old', 'now - Date.parse(confirmedAt) > staleAfter', 'false']],
  ),
  ...mutantsOf(
    'src/core/model/availability.ts',
    ['test/core/model/availability.test.ts'],
    [
      ['a cool-down makes a refresh unavailable', 'Date.parse(until) > context.now', 'false'],
      [
        'what is in flight makes an action unavailable',
        "if (connection.operation) return { available: false, reason: 'busy' };",
        '',
      ],
      [
        'nothing can be done while nobody is signed in',
        "if (context.signedOut) return { available: false, reason: 'signed-out' };",
        '',
      ],
      ['nothing can be done offline', "if (!context.online) return { available: false, reason: 'offline' };", ''],
    ],
  ),
  ...mutantsOf(
    'src/core/model/poll-schedule.ts',
    ['test/core/model/poll-schedule.test.ts'],
    [
      ['no question within a second', 'Math.max(shortest, age / 4)', 'age / 4'],
      [
        'a question every 15 seconds at least',
        'Math.min(longest, Math.max(shortest, age / 4))',
        'Math.max(shortest, age / 4)',
      ],
      [
        'questions in minutes while the provider itself waits to retry',
        'retryIn > longest ? Math.min(longestOfRetries, retryIn) : usual',
        'usual',
      ],
      ['a question every five minutes, however far off the retry is', 'Math.min(longestOfRetries, retryIn)', 'retryIn'],
      ['push stretches the questions', 'state.isPushed ? longestOnPush : ', ''],
      ['the room doubles with each failure', 'room * 2 ** state.failures', 'room'],
      [
        'a question every minute at least after failures',
        'Math.min(longestAfterFailures, room * 2 ** state.failures)',
        'room * 2 ** state.failures',
      ],
      [
        'no question before the time that the server named',
        'Math.max(drawn, (state.notBefore ?? 0) - state.now)',
        'drawn',
      ],
      ['the delay is drawn from all the room', 'state.random * (latest - shortest)', '(latest - shortest)'],
      [
        'a time that cannot be read does not stop the questions',
        'Date.parse(job.createdAt)) || 0',
        'Date.parse(job.createdAt))',
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/deadline.ts',
    ['test/core/client/track-limits.test.ts'],
    [
      [
        'the deadline of a job does not move with every answer',
        'known?.deadlineAt !== undefined && known.status',
        'false && known?.status',
      ],
      ['a job that is found again gets a new deadline', "known.status !== 'unknown' && !isPutOff", '!isPutOff'],
      [
        'a job that its provider puts off gets a new deadline',
        "known.status !== 'unknown' && !isPutOff",
        "known.status !== 'unknown'",
      ],
      [
        'a provider that retries by itself is given a week',
        'job.retryAt === undefined ? sight : sightOfRetries',
        'sight',
      ],
    ],
  ),
];
