/** The transports: push over HTTP, requests with an end, and whose a job is. */
import { mutantsOf } from './mutant';

const watch = 'test/transports/rest/watch.test.ts';
const http = 'test/transports/http.test.ts';
const scenarios = 'test/transports/sandbox/scenarios.test.ts';
const sandbox = 'test/transports/sandbox/sandbox-transport.test.ts';

export const transports = [
  ...mutantsOf(
    'src/transports/rest/watch.ts',
    [watch],
    [
      ['a stream that ended or broke is opened again', 'await pause(Math.min', 'return;\n    await pause(Math.min'],
      ['a stream goes on after the last id', 'if (message.id !== undefined) lastEventId = message.id;', ''],
      ['many pages do not come back in step after an end', 'random() * longestAfterEnd', 'longestAfterEnd'],
      [
        'many pages do not come back in step after a failure',
        'random() * (latest - shortestAfterFailure)',
        '(latest - shortestAfterFailure)',
      ],
      [
        'a stream that fails is opened ever more seldom',
        'shortestAfterFailure * 2 ** failures',
        'shortestAfterFailure * 2',
      ],
      [
        'a stream is tried every 30 seconds at least',
        'Math.min(longestAfterFailure, shortestAfterFailure * 2 ** failures)',
        'shortestAfterFailure * 2 ** failures',
      ],
      ['a cut is a failure, however much came before', 'if (isBroken) failures = Math.max(1, failures);', ''],
      ['a stream that lasted begins to count anew', 'if (clock.now() - openedAt >= lasting) failures = 0;', ''],
      ['a stream that brought something begins to count anew', 'else failures = 0;', ''],
      ['no stream sooner than the server wishes', 'Math.max(drawn, retry, notBefore)', 'Math.max(drawn, notBefore)'],
      ['no stream sooner than a refusal allows', 'Math.max(drawn, retry, notBefore)', 'Math.max(drawn, retry)'],
      [
        'no server puts a stream off for ever',
        'Math.min(longestPause, Math.max(drawn, retry, notBefore))',
        'Math.max(drawn, retry, notBefore)',
      ],
      ['a stream that is refused for good is not opened again', 'if (endsForGood.includes(code)) throw thrown;', ''],
      [
        'what is no event is passed over',
        'if (event) yield event;',
        'if (event || message.data) yield event as TransportEvent;',
      ],
      ['who leaves while a stream is waited for leaves', "signal.addEventListener('abort', end);", ''],
    ],
  ),
  ...mutantsOf(
    'src/transports/rest/read-stream.ts',
    [watch],
    [
      ['a stream that is silent is given up', 'isSilent = true;\n      cancel();', ''],
      [
        'a stream that was given up for its silence has failed',
        "if (isSilent) throw createConnectionsError('timeout');",
        '',
      ],
      ['an event without an end is given up', "if (isTooLong) throw createConnectionsError('bad-response');", ''],
      [
        'what is no stream is none',
        "if (!isStream || !reader) throw createConnectionsError('bad-response');",
        "if (!reader) throw createConnectionsError('bad-response');",
      ],
      ['a stream that is left is cancelled', "signal.addEventListener('abort', cancel);", ''],
      [
        'a stream that ended is let go of',
        "signal.removeEventListener('abort', cancel);\n    cancel();",
        "signal.removeEventListener('abort', cancel);",
      ],
      ['the silence of one read is not that of the next', '.finally(() => clock.clearTimeout(timer))', ''],
    ],
  ),
  ...mutantsOf(
    'src/transports/rest/read-job.ts',
    ['test/transports/rest/read-answers.test.ts'],
    [
      ['what a bank asks is masked once more', 'words(mask.freeText(value))', 'words(value)'],
      ['a failure is a code, never a sentence', 'const code = term(fields.code);', 'const code = text(fields.code);'],
    ],
  ),
  ...mutantsOf(
    'src/transports/http.ts',
    [http],
    [
      [
        'a Retry-After is read',
        "const retryAt = readRetryAfter(headers.get('retry-after'), now());",
        'const retryAt = undefined;',
      ],
      ['a Retry-After of more than a day is not believed', 'Math.min(time, now + longestPause)', 'time'],
      ['no redirect is followed', "redirect: 'manual',", ''],
      ['an answer without an end is given up', 'if (bytes > mostBytes) {', 'if (false) {'],
      [
        'no value changes the meaning of a path',
        "if (value === '' || value === '.' || value === '..') throw createConnectionsError('not-found');",
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/transports/limit.ts',
    [http],
    [
      ['a request has a time limit', "setTimeout(() => breakOff('timeout'), timeout)", 'setTimeout(() => {}, timeout)'],
      ['a request that ended leaves no timer', 'clearTimeout(timer);', ''],
      ['a request that ended leaves no listener', "outer?.removeEventListener('abort', abort);", ''],
    ],
  ),
  ...mutantsOf(
    'src/transports/basiq/jobs.ts',
    [
      'test/transports/basiq/jobs.test.ts',
      'test/transports/basiq/two-users.test.ts',
      'test/transports/basiq/simultaneous-jobs.test.ts',
    ],
    [
      ['a list of jobs that is read for one user serves no other', 'jobIdReads(userId,', "jobIdReads('',"],
      ['dates that are read for one user serve no other', 'dateReads(userId,', "dateReads('',"],
      ['an older list of connections does not speak of a newer one', 'unknown.every(', 'true || unknown.every('],
      ['an older list of jobs does not speak of a newer one', 'serves: holds', 'serves: () => true'],
      ['a list of connections is read once for all their jobs', 'createdDates.set(userId, connectionId, date);', ''],
      [
        'a job is shown to its owner alone',
        "if (!(await isTheirs(found, jobId, signal))) throw createConnectionsError('not-found');",
        '',
      ],
      ['a job that names another user is another’s', 'link?.userId === userId ||', 'link !== undefined ||'],
      [
        'a job that names another user is another’s, whoever began it',
        '(link === undefined && started.get(userId, jobId) !== undefined)',
        'started.get(userId, jobId) !== undefined',
      ],
      [
        'a job that names another user is another’s, whoever lists it',
        'link === undefined && listed.has(jobId)',
        'listed.has(jobId)',
      ],
      ['a job that names nobody must be on the user’s own list', 'listed.has(jobId)', 'true'],
      [
        'another’s job that cannot be read is one that never was',
        "['not-found', 'bad-response', 'invalid-request'] as const",
        "['not-found', 'invalid-request'] as const",
      ],
      [
        'another’s job that is refused is one that never was',
        "['not-found', 'bad-response', 'invalid-request'] as const",
        "['not-found', 'bad-response'] as const",
      ],
      [
        'a list that fails tells nothing of a job that never was',
        'return holds(await jobIdReads',
        'return !isConnectionsError(found) && holds(await jobIdReads',
      ],
      [
        'a list that fails tells nothing of another’s job',
        'return holds(await jobIdReads',
        'return link === undefined && holds(await jobIdReads',
      ],
      ['a list holds no foreign row', 'return link.userId === userId && (connectionId', 'return (connectionId'],
    ],
  ),
  ...mutantsOf(
    'src/transports/basiq/cached.ts',
    ['test/transports/basiq/cached.test.ts', 'test/transports/basiq/token.test.ts'],
    [
      ['a value is asked for once for all who wait', 'if (loading === undefined ||', 'if (true ||'],
      ['what nobody will bring any more is asked for anew', '|| now() - loading.since > longestWait', ''],
      [
        'who comes too late ends no question but their own',
        'loading === begun && (loading = undefined)',
        '(loading = undefined)',
      ],
      ['a value that is stale is asked for anew', 'now() < kept.until', 'true'],
      ['a newer value is not dropped for an older', 'if (kept?.value === value) kept', 'kept'],
    ],
  ),
  ...mutantsOf(
    'src/transports/basiq/until-aborted.ts',
    ['test/transports/basiq/cached.test.ts', 'test/transports/basiq/token.test.ts'],
    [
      ['who has left is not kept waiting', 'if (signal.aborted) abort();', ''],
      ['who leaves is not kept waiting', "signal.addEventListener('abort', abort, { once: true });", ''],
    ],
  ),
  ...mutantsOf(
    'src/transports/basiq/shared-reads.ts',
    ['test/transports/basiq/shared-reads.test.ts'],
    [
      ['what several ask for is one request', 'find(key) ?? begin(key, read)', 'begin(key, read)'],
      ['who asks for what is newer is not answered with what is older', 'if (serves(answer))', 'if (true)'],
      ['who leaves ends nobody else’s request', 'begun.waiting === 0 && ', ''],
      ['what has been answered is not ended', ' && underWay.get(key) === begun', ''],
      ['a request for which nobody waits is ended', 'begun.controller.abort();', ''],
      ['what nobody will bring any more is asked for anew', 'now() - found.since <= longestWait', 'true'],
    ],
  ),
  ...mutantsOf(
    'src/transports/sandbox/commands.ts',
    [sandbox, scenarios, 'test/transports/sandbox/bank.test.ts'],
    [
      [
        'the sandbox executes a command once for its key',
        'jobUnder(idempotencyKey, target, ledger, refuse) ?? execute()',
        'execute()',
      ],
      [
        'a key of the sandbox belongs to one command',
        "if (done !== undefined && done.target !== target) throw refuse('key-taken');",
        '',
        [sandbox, scenarios, 'test/transports/sandbox/commands.test.ts'],
      ],
      [
        'a refresh of the sandbox joins the one that runs',
        'if (running) {',
        'if (false) {',
        [scenarios, 'test/transports/basiq/basiq-transport.test.ts'],
      ],
      [
        'the sandbox refuses a refresh that comes too soon',
        'if (limitLifts !== undefined && limitLifts > now) throw',
        'if (false) throw',
      ],
      ['the sandbox loses the answers that it is to lose', 'if (scenario.losesAnswers) throw new AnswerLost();', ''],
    ],
  ),
];
