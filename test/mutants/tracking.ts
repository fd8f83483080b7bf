/** How jobs are followed, by questions and by push. */
import { mutantsOf } from './mutant';

const track = 'test/core/client/track-jobs.test.ts';
const limits = 'test/core/client/track-limits.test.ts';
const clear = 'test/core/client/clear.test.ts';
const tabs = 'test/core/client/tabs.test.ts';

export const tracking = [
  ...mutantsOf(
    'src/core/client/track-jobs.ts',
    [track, limits],
    [
      ['a beat that is set for later than the next question is set anew', ' && timer.at <= now + wait', ''],
      ['a beat of a time of day that is past is set anew', 'timer.at >= now && ', ''],
      ['one round of questions at a time', 'reached && !asking && tabs.leads()', 'reached && tabs.leads()'],
      ['only the tab that leads asks', '!asking && tabs.leads() ?', '!asking ?', [tabs]],
      [
        'no questions while hidden',
        'environment.visible.get() && environment.online.get() && !requests',
        'environment.online.get() && !requests',
      ],
      [
        'no questions while offline',
        'environment.visible.get() && environment.online.get() && !requests',
        'environment.visible.get() && !requests',
      ],
      ['no questions while nobody is signed in', ' && !requests.isSignedOut()', ''],
      ['a look at what is stale when shown or online again', ') options.onReturn();', ') {}'],
      [
        'what was left is looked for when asking becomes possible',
        'if (reached && !wasReached) options.onReach();',
        '',
        ['test/core/client/resume.test.ts', tabs],
      ],
      ['a tab that may not ask lets go of the lead', 'tabs.compete(reached);', 'tabs.compete(true);', [tabs]],
      [
        'push is let go of by who may not ask',
        'options.follow(reached && tabs.leads());',
        'options.follow(true);',
        ['test/core/client/push.test.ts'],
      ],
      [
        'push is followed by the tab that leads alone',
        'options.follow(reached && tabs.leads());',
        'options.follow(reached);',
        [tabs],
      ],
      ['what only the kit knows is never asked for', "job.recordedBy === 'provider' && ", ''],
      [
        'past its deadline a job is lost sight of',
        'deadline <= clock.now() && (answeredAt.get(job.id) ?? 0) >= deadline',
        'false',
      ],
      ['a last look before a job is lost sight of', ' && (answeredAt.get(job.id) ?? 0) >= deadline', ''],
      ['the other tabs hear of a job that was lost sight of', "tabs.tell({ type: 'job-lost', jobId });", '', [tabs]],
      ['a job that was lost sight of is not asked for again', "if (job.status !== 'unknown') lose(job.id);", ''],
      [
        'a settled job is asked for no more',
        'times.delete(job.id);\n        waiters',
        'waiters',
        ['test/core/client/push.test.ts'],
      ],
      [
        'push counts as an answer',
        'if (job && times.has(id)) times.putOff([job]);',
        '',
        ['test/core/client/push.test.ts'],
      ],
      ['a failed round is put off', 'times.failed(toConnectionsError(thrown).failure.retryAt);', ''],
      [
        'a client that ended does not put off what it was asking for',
        'if (isCancelled(thrown)) return;',
        '',
        [clear, 'test/core/client/dispose.test.ts'],
      ],
      ['one start is stopped once', 'if (stopped) return;', '', ['test/core/client/construction.test.ts']],
      [
        'the client stops listening with its last stop',
        'unsubscribe();\n      unsubscribe = undefined;',
        'unsubscribe = undefined;',
        ['test/core/client/construction.test.ts', 'test/core/client/dispose.test.ts'],
      ],
      ['a disposed client needs nothing', ' && !requests.isDisposed();', ';', ['test/core/client/dispose.test.ts']],
      ['a run ends with the log-out, whatever it waits for', 'waiters.abort();', '', [clear]],
      [
        'a run that the end of the client overtakes ends',
        'if (!job || requests.isDisposed()) return Promise.reject',
        'if (!job) return Promise.reject',
        [clear, 'test/core/client/dispose.test.ts'],
      ],
      ['a log-out forgets what was asked for', 'times.clear();', '', [clear]],
    ],
  ),
  ...mutantsOf(
    'src/core/client/poll-times.ts',
    [limits, track],
    [
      [
        'a clock that is set back puts no question off',
        'if (setBack === 0) return;',
        'return;',
        ['test/core/client/poll-times.test.ts'],
      ],
      ['the time of a Retry-After is kept', 'retryAt === undefined ? 0 : Date.parse(retryAt) || 0', '0'],
      [
        'the first that is due is looked for anew when it was put off',
        'if (dueAt.get(jobId) === first) first = undefined;\n      dueAt.delete(jobId);',
        'dueAt.delete(jobId);',
        ['test/core/client/poll-times.test.ts'],
      ],
      [
        'one that is due sooner than the first becomes the first',
        'if (first !== undefined) first = Math.min(first, at);',
        '',
        ['test/core/client/poll-times.test.ts'],
      ],
      [
        'no job is asked for before that time, whatever comes',
        'Math.max(notBefore, (first ??= earliest(dueAt.values())))',
        '(first ??= earliest(dueAt.values()))',
        [limits, 'test/core/client/poll-times.test.ts'],
      ],
      [
        'no timer longer than a timer can be',
        'Math.min(Math.max(0, next() - clock.now()), longestTimer)',
        'Math.max(0, next() - clock.now())',
      ],
      [
        'a look at the moment of the deadline',
        'deadline > now ? Math.min(at, Math.max(deadline, notBefore, now + shortest)) : at',
        'at',
      ],
      [
        'what is due soon goes with what is due now',
        'at <= now + together',
        'at <= now',
        ['test/core/client/poll-times.test.ts'],
      ],
      [
        'jobs that are put off together are drawn one delay',
        'pollDelay(job, state)',
        'pollDelay(job, { ...state, random: random() })',
        ['test/core/client/poll-times.test.ts'],
      ],
      ['failures are counted', 'failures += 1;', ''],
      [
        'an answer ends the count of failures',
        'void (failures = 0)',
        'undefined',
        ['test/core/client/poll-times.test.ts'],
      ],
      [
        'questions are rare while push tells',
        'isPushed: isPushed()',
        'isPushed: false',
        ['test/core/client/push.test.ts'],
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/ask-jobs.ts',
    [track, limits],
    [
      ['several jobs are asked for by one list', 'jobIds.length > 1 && canListJobs()', 'jobIds.length > Infinity'],
      ['no list of ids too long for a URL', 'const mostIds = 100;', 'const mostIds = 100_000;'],
      [
        'hundreds are asked for by one list',
        'if (jobIds.length > mostIds) await',
        'if (jobIds.length > Infinity) await',
      ],
      [
        'a failure that all would meet ends the round',
        'if (endsRound.includes(toConnectionsError(thrown).code)) throw thrown;',
        '',
        ['test/core/client/ask-jobs.test.ts'],
      ],
      [
        'a job that cannot be read does not cost the others theirs',
        'failed = thrown;',
        'throw thrown;',
        ['test/core/client/ask-jobs.test.ts'],
      ],
      [
        'a round in which one job could not be read has failed',
        'if (failed !== undefined) throw failed;',
        '',
        ['test/core/client/ask-jobs.test.ts'],
      ],
      ['a job that the provider no longer knows is lost sight of', 'onGone(jobId);', ''],
    ],
  ),
  ...mutantsOf(
    'src/core/client/read-pages.ts',
    ['test/core/client/load-faults.test.ts'],
    [
      ['cursors that go round end a list', 'if (seen.has(cursor)) break;', ''],
      ['a list has an end', 'const mostPages = 1_000;', 'const mostPages = 3_000;'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/follow-push.ts',
    ['test/core/client/follow-push.test.ts', 'test/core/client/push.test.ts'],
    [
      [
        'push that broke is opened again',
        'for (let failures = 0; !own.signal.aborted; failures += 1) {',
        'for (let failures = 0; failures < 1; failures += 1) {',
      ],
      [
        'push that is refused is not opened again',
        '!own.signal.aborted && endsForGood.includes(toConnectionsError(thrown).code)',
        'false',
      ],
      ['push that breaks is opened ever more seldom', 'shortestPause * 2 ** failures', 'shortestPause'],
      [
        'push is tried every minute at least',
        'Math.min(longestPause, shortestPause * 2 ** failures)',
        'shortestPause * 2 ** failures',
      ],
      ['many clients do not come back in step', 'random() * (longest - shortestPause)', '(longest - shortestPause)'],
      [
        'an event that comes after the log-out is dropped',
        'if (own.signal.aborted) return;\n          failures',
        'failures',
      ],
      ['push that told something begins to count anew', 'failures = 0;\n          live', 'live'],
      ['push that broke does not stretch the questions', 'live = false;\n    emit', 'emit'],
      ['push that is let go of is aborted', 'link?.abort();', ''],
      ['push that is let go of does not stretch the questions', 'live = false;\n      link', 'link'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/environment.ts',
    ['test/core/client/environment.test.ts'],
    [
      ['a hidden page is not visible', "page.visibilityState !== 'hidden' && !away", '!away'],
      ['a page that is left is not visible', "listen(scope, ['pagehide'], turn(true)),", ''],
      ['a page that is come back to is visible', "listen(scope, ['pageshow'], turn(false)),", ''],
      ['a frozen page is not visible', "listen(page, ['freeze'], turn(true)),", ''],
      ['a page that is thawed is visible', "listen(page, ['resume'], turn(false)),", ''],
      ['a page stops listening', 'target.removeEventListener(name, listener)', 'listener'],
      ['a page that may store nothing lacks a storage', 'return null;', 'throw new Error();'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/load.ts',
    ['test/core/client/load.test.ts', 'test/core/client/load-faults.test.ts'],
    [
      ['what is asked for twice at the same time is read once', 'if (same) return same;', ''],
      ['a load of before the log-out writes no failure', 'if (isCurrent) write', 'write', [clear]],
    ],
  ),
  ...mutantsOf(
    'src/core/client/reads.ts',
    ['test/core/client/load.test.ts', 'test/core/client/load-faults.test.ts'],
    [
      [
        'a page that is shown again reads nothing that is fresh',
        'now() - loadedAt > fresh && ',
        '',
        [limits, track, 'test/core/client/load.test.ts'],
      ],
      [
        'a page that is shown and hidden in turns does not ask in turns',
        ' && now() - askedAt > shortestPause',
        '',
        [limits, track],
      ],
      ['a search drops no connection', 'const isPart = !continued && !isWhole(query);', 'const isPart = false;'],
      ['each page counts from when it was asked for', 'at = intake.moment();\n        return', 'return'],
      [
        'an end of the session is not taken for a missing description',
        'if (isSessionEnd(thrown)) throw thrown;\n    }\n  }\n\n  /** What was',
        '}\n  }\n\n  /** What was',
        [clear],
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/requests.ts',
    [clear],
    [
      [
        'an answer that comes after the log-out is dropped',
        'untilAborted(request(transport, signal), signal)',
        'request(transport, signal)',
      ],
      ['a log-out aborts what is under way', 'controller.abort();\n      controller = new', 'controller = new'],
      [
        'a dispose aborts what is under way',
        'disposed = true;\n      controller.abort();',
        'disposed = true;',
        ['test/core/client/dispose.test.ts'],
      ],
      [
        'a disposed client sends nothing',
        "if (disposed) throw createConnectionsError('disposed');",
        '',
        ['test/core/client/dispose.test.ts'],
      ],
      [
        'an `unauthorized` stops the questions',
        "if (error.code === 'unauthorized' && !isSignedOut()) onSession(true);",
        '',
        [limits],
      ],
      ['signed out is said once', ' && !isSignedOut()) onSession', ') onSession', [limits]],
      ['an answer ends the state of being signed out', 'if (isSignedOut()) onSession(false);', '', [limits]],
      [
        'a cancel by somebody else is an answer that was lost',
        "error.code === 'aborted' ? createConnectionsError('network') : error",
        'error',
        ['test/core/client/load-faults.test.ts', limits],
      ],
      [
        'a step-up of one person sends nothing for the next',
        'await untilAborted(confirmed(onStepUp, refused), signal);',
        'await confirmed(onStepUp, refused);',
        ['test/core/client/step-up.test.ts'],
      ],
      [
        'a lost answer is told from a refusal',
        "(error.code === 'network' || error.code === 'timeout' || error.code === 'bad-response')",
        'true',
        ['test/core/client/run-lost-answers.test.ts'],
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/intake.ts',
    ['test/core/client/load-faults.test.ts'],
    [
      [
        'what was asked first is never taken for what was asked last',
        'last = Math.max(now(), last + 1);',
        'last = now();',
        [
          'test/core/client/load-faults.test.ts',
          'test/core/client/snapshot.test.ts',
          'test/core/client/run-action.test.ts',
        ],
      ],
      [
        'a read that was asked before a command settled is stale',
        '{ ...connection, confirmedAt: at }',
        '{ ...connection }',
      ],
      [
        'a purge drops profile and accounts',
        'return { ...confirmed, detail: { accounts: [], ...(consent && { consent }) } };',
        'return confirmed;',
        ['test/core/client/run-action.test.ts'],
      ],
      ['a history has no consequences', 'isBegun(begun, job) ||', 'true ||', ['test/core/client/load.test.ts']],
      ['a revoked connection stays to be seen', "status !== 'revoked' &&\n", '', ['test/core/client/load.test.ts']],
      [
        'a connection at which something is in flight stays',
        'operation === null &&',
        '',
        ['test/core/client/load.test.ts'],
      ],
      [
        'a connection that became known after the list was asked for stays',
        '!(Date.parse(confirmedAt) > Date.parse(requestedAt))',
        'true',
      ],
      [
        'push takes no connection away that is revoked here',
        "if (known?.status === 'revoked' || known?.operation) return;",
        '',
        ['test/core/client/push.test.ts'],
      ],
      [
        'what another tab has drawn from a job is drawn here',
        ' || told?.settled.includes(job.id) === true',
        '',
        [tabs],
      ],
      ['known news tells nobody', 'if (news.length === 0) return merged;', '', [track]],
      ['a list that names a job twice does not tell it twice', 'latestById.get(job.id) ?? selectJob', 'selectJob'],
    ],
  ),
];
