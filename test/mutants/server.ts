/** The handler: whose data it is, what is executed once, and how a user's events are told. */
import { mutantsOf } from './mutant';

const commands = 'test/server/commands.test.ts';
const memory = 'test/server/command-memory.test.ts';
const idempotency = 'test/server/idempotency.test.ts';
const journalDown = 'test/server/journal-down.test.ts';
const events = 'test/server/events.test.ts';
const pushed = 'test/server/pushed-events.test.ts';
const handler = 'test/server/handler.test.ts';
const walls = 'test/server/walls.test.ts';
const returnUrl = 'test/server/return-url.test.ts';
const timeLimit = 'test/server/time-limit.test.ts';
const onError = 'test/server/on-error.test.ts';

export const server = [
  ...mutantsOf(
    'src/server/commands.ts',
    [commands, idempotency, memory],
    [
      ['a command is executed once per key', 'if (known?.job) return', 'if (known?.job && known.isInFlight) return'],
      [
        'a command is executed once per key, in flight too',
        'if (known?.job) return',
        'if (known?.job && !known.isInFlight) return',
      ],
      ['a key belongs to one request', "if (known && known.fingerprint !== fingerprint) throw refuse('conflict');", ''],
      ['a command that was refused can be tried again', 'if (hasRun && isRefusal(thrown)) {', 'if (false) {'],
      ['a command whose end is not known is not repeated', 'if (hasRun && isRefusal(thrown)) {', 'if (hasRun) {'],
      ['a command that was not executed keeps no key', 'let hasRun = false;', 'let hasRun = true;'],
      [
        'a purge or revoke whose answer was lost is recorded',
        'command.execute().catch((thrown: unknown) => recordLost(thrown, command, clock.now()))',
        'command.execute()',
      ],
      [
        'a journal that fails loses no answer',
        'journal.append(userId, job, options.idempotencyKey).catch(report)',
        'journal.append(userId, job, options.idempotencyKey)',
      ],
      [
        'a journal that cannot release costs no answer',
        'journal.release?.(userId, idempotencyKey).catch(report)',
        'journal.release?.(userId, idempotencyKey)',
      ],
      [
        'a journal that cannot be read loses no answer',
        'journal.find(userId, idempotencyKey).catch(report)',
        'journal.find(userId, idempotencyKey)',
      ],
      [
        'nobody keeps the answers to a bank’s question',
        "new Uint8Array(await subtleCrypto().digest('SHA-256', text)).join()",
        'JSON.stringify(target)',
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/command-key.ts',
    [idempotency, commands, memory],
    [
      ['what the journal knows of a key is not executed again', 'if (known) return expectTarget(known, target);', ''],
      ['what another process executes is not executed here', 'if (reserved) return undefined;', 'return undefined;'],
      [
        'what another process does not end is no success',
        "if (clock.now() >= givenUp) throw refuse('conflict');",
        'if (clock.now() >= givenUp) return undefined;',
      ],
      [
        'a key that could not be looked up stays free',
        'if (isOurs) await journal.release?.(userId, idempotencyKey).catch(() => {});',
        '',
      ],
      [
        'a key that another process has belongs to one command',
        "if (taken !== undefined && taken.target !== target) throw refuse('conflict');",
        '',
      ],
      [
        'a key whose process has died is a conflict no more',
        'return recordLost(journal, command, since);',
        "throw refuse('conflict');",
      ],
      ['a command that may still be at work is not given up', '> longestCommand', '>= 0'],
      [
        'of a refresh whose process has died the provider tells',
        "if (!('operation' in target) || target.operation === 'refresh') throw",
        "if (!('operation' in target)) throw",
      ],
      [
        'only what has no record elsewhere is recorded as lost',
        "if (!('operation' in target) || target.operation === 'refresh') throw",
        "if ('operation' in target && target.operation === 'refresh') throw",
      ],
      ['two who find a dead process’s command make one record', 'id: `lost-${idempotencyKey}`,', ''],
      ['what was found of a dead process’s command is kept', 'await journal.append(userId, job, idempotencyKey);', ''],
      ['a command of a dead process stays one of its run', '...(runId !== undefined && { runId }),', ''],
      ['the job of a key is that of its command', "if (!isOf(job, target)) throw refuse('conflict');", ''],
    ],
  ),
  ...mutantsOf(
    'src/server/run-memory.ts',
    ['test/server/run-memory.test.ts', idempotency],
    [
      [
        'a key is one user’s',
        'const running = inFlight.get(userId)?.get(key);',
        'const running = [...inFlight.values()].find((own) => own.has(key))?.get(key);',
      ],
      ['the commands that are remembered are bounded for each user', 'dropFirst(own, mostOfUser);', ''],
      ['the users that are remembered are bounded', 'dropFirst(ended, mostUsers);', ''],
    ],
  ),
  ...mutantsOf(
    'src/server/patient-journal.ts',
    [journalDown],
    [
      [
        'a journal that hangs holds no answer',
        "withinPatience(clock, 'The journal', begin)",
        '(async () => begin())()',
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/lost-answers.ts',
    ['test/server/lost-answers.test.ts'],
    [
      [
        'only what was lost is settled by what is read later',
        "one.kind === 'revoke' && isLost(one)",
        "one.kind === 'revoke' || isLost(one)",
      ],
      ['what was answered is not joined with another', 'if (items.some(({ id }) => id === job.id)) return job;', ''],
    ],
  ),
  ...mutantsOf(
    'src/server/job-list.ts',
    ['test/server/job-list.test.ts', 'test/server/job-paging.test.ts'],
    [
      ['a job that both know is listed once', 'start.time && !given.has(job.id)', 'start.time'],
      ['what the journal knows of a running job does not count', "job.recordedBy === 'kit' || isSettled(job)", 'true'],
      [
        'a page that a failed journal cut short is read again',
        'sources.journal.hasFailed() ? start.journal : journal.place(time)',
        'journal.place(time)',
        [journalDown],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/job-source.ts',
    ['test/server/job-paging.test.ts', 'test/server/job-list.test.ts'],
    [
      [
        'cursors that go round end a list of jobs',
        'asked.has(page.nextCursor) ? null : (page.nextCursor ?? null)',
        'page.nextCursor ?? null',
      ],
      [
        'empty pages without end end a list of jobs',
        'inVain < mostPagesInVain ? following : null',
        'inVain < 4 * mostPagesInVain ? following : null',
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/read-endpoints.ts',
    [events, pushed],
    [
      ['a session that may not watch has no events', "if (!guard.has('watch')) throw refuse('forbidden');", ''],
      ['events are for the signed-in user', 'feeds.join(userId,', "feeds.join('',"],
      [
        'a job of the kit is answered by the journal alone',
        "if (kept?.recordedBy === 'kit') return answerJob(kept, 200);",
        '',
        ['test/server/job-list.test.ts'],
      ],
      [
        'a job that the provider has forgotten is remembered',
        'if (isNotFound(thrown) && kept && isSettled(kept)) return kept;',
        '',
        ['test/server/job-list.test.ts'],
      ],
      [
        'nobody is told that a job is gone which the journal may have',
        "if (isNotFound(thrown) && history.hasFailed()) throw refuse('provider');",
        '',
        [journalDown],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/command-endpoints.ts',
    [events, pushed],
    [
      ['a lost answer to a command is looked after', 'feeds.notice(userId);', ''],
      [
        'a command asks the host first',
        'await guard.authorize(act);\n    const execute',
        'const execute',
        ['test/server/guard.test.ts'],
      ],
      [
        'a reveal asks the host first',
        'await guard.authorize(act);\n  const values',
        'const values',
        ['test/server/guard.test.ts'],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/handler.ts',
    [handler, walls],
    [
      ['nobody is nobody', "if (!session) throw refuse('unauthorized');", "if (!session) throw refuse('not-found');"],
      [
        'a foreign page can send no command',
        "if (request.method !== 'GET' && !request.headers.has('connections-kit')) throw refuse('forbidden');",
        '',
      ],
      ['a large body is not read', 'refuseLargeBody(request);', '', ['test/server/body-limit.test.ts']],
      [
        'the host’s `authenticate` has a time limit',
        "awaited('authenticate', () => options.authenticate(request, context))",
        'options.authenticate(request, context)',
        [timeLimit],
      ],
      [
        'the host’s `transport` has a time limit',
        "awaited('transport', () => options.transport(session))",
        'options.transport(session)',
        [timeLimit],
      ],
      [
        'no request touches another’s where the host says so',
        'apart: options.isolatesRequests === true',
        'apart: false',
        [events],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/time-limit.ts',
    [timeLimit],
    [
      ['what hangs is given up', 'timer = clock.setTimeout(giveUp, limit);', ''],
      ['what ends in time leaves no timer', '.finally(() => clock.clearTimeout(timer))', ''],
      ['the host says how long is waited', 'begin, timeout)', 'begin, usualTimeout)'],
      ['the host may let it wait for ever', 'if (!isLimited) return begin();', ''],
      ['no limit is longer than a timer can be', '&& timeout <= longestTimer', ''],
      ['the host hears what hangs', 'report(thrown);', ''],
      ['what hangs is no failure of another kind', "throw refuse('timeout');", 'throw thrown;'],
      [
        'what fails in time is no timeout',
        'if (!(thrown instanceof TookTooLong)) throw thrown;',
        '',
        [timeLimit, handler],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/patient-transport.ts',
    [timeLimit, walls],
    [
      [
        'every method of the transport has a time limit',
        'awaited(`${name} of the transport`, () => Reflect.apply(method, transport, given))',
        'Reflect.apply(method, transport, given)',
      ],
      ['a method that is missing stays missing', 'if (method === undefined) return [];', ''],
    ],
  ),
  ...mutantsOf(
    'src/server/report.ts',
    [onError],
    [
      ['what the kit knows is in the answer alone', 'if (isConnectionsError(thrown)) return;', ''],
      ['a browser that hung up is no error', 'if (!hungUp) await', 'await'],
      ['an error is one, also after the browser has hung up', "toConnectionsError(thrown).code === 'aborted' && ", ''],
      ['an `onError` that fails changes nothing', '.catch(() => {});', ';'],
    ],
  ),
  ...mutantsOf(
    'src/server/session.ts',
    ['test/server/session.test.ts'],
    [['a session names a user', 'isName(userId) &&', 'userId !== 0 &&']],
  ),
  ...mutantsOf(
    'src/server/journal.ts',
    ['test/server/journal.test.ts'],
    [
      ['a settled job of the journal stays settled', 'mergeJob(user.jobs.get(job.id), job)', 'job'],
      ['a journal does not grow without end', 'if (map.size <= most) return;', 'return;'],
      ['a journal is one user’s', 'const user = users.get(userId);', 'const user = [...users.values()].at(-1);'],
    ],
  ),
  ...mutantsOf(
    'src/server/recall.ts',
    ['test/server/job-list.test.ts'],
    [
      [
        'a late answer of the provider does not reopen a job',
        'if (isSettled(known) && !isSettled(job)) return known;',
        '',
      ],
      ['how a job ended is kept', 'if (isSettled(completed) && !isSettled(known)) await', 'if (false) await'],
    ],
  ),
  ...mutantsOf(
    'src/server/poller.ts',
    ['test/server/poller.test.ts'],
    [
      ['the provider is asked no sooner than it allows', '(retryAt !== undefined && Date.parse(retryAt)) || 0', '0'],
      ['nor because somebody acts', 'Math.max(dueAt, notBefore)', 'dueAt'],
      ['a provider that fails is asked ever more seldom', 'idle * 2 ** failures', 'idle'],
      [
        'a provider that fails is asked every minute at least',
        'Math.min(longestAfterFailures, idle * 2 ** failures)',
        'idle * 2 ** failures',
      ],
      ['a provider that recovers is asked as before', 'failures = 0;\n        notBefore', 'notBefore'],
      ['what changes while the provider is asked is asked for again', 'if (!isHastened) dueAt', 'dueAt'],
      [
        'connections that could not be read are read again',
        'pollConnections(signal).catch(askAgain)',
        'pollConnections(signal)',
      ],
      [
        'a connection on a page that was not read is not gone',
        'const isWhole = cursor === undefined;',
        'const isWhole = true;',
      ],
      ['a provider’s pages that do not end end', 'page < mostPages', 'page < 3 * mostPages'],
      ['what is there at first is not told', 'if (facts && facts', 'if (facts'],
      ['the connections are read when a job has settled', 'if (isNews && isSettled(job)) connectionsDueAt = 0;', ''],
    ],
  ),
  ...mutantsOf(
    'src/server/feeds.ts',
    [events],
    [
      ['one feed for all streams of a user', 'if (open && !apart) {', 'if (false) {'],
      ['where requests are kept apart, a feed for each stream', 'if (open && !apart) {', 'if (open) {'],
      ['no feed for two users', 'feeds.get(userId) ?? new Set()', '[...feeds.values()][0] ?? new Set()'],
      [
        'what ends late takes no later stream with it',
        'if (current?.size === 0) feeds.delete(userId);',
        'feeds.delete(userId);',
      ],
      ['a user has twenty streams at the most', '>= mostStreams) throw', '>= 5 * mostStreams) throw'],
      [
        'who has too many streams may come again in a minute',
        "createFailure('rate-limited', { retryAt })",
        "createFailure('rate-limited')",
      ],
      [
        'a stream whose request died without a word does not count for ever',
        'for (const feed of own) if (feed.isGone()) own.delete(feed);',
        '',
      ],
      ['a feed that could not be opened is left', 'feed.leave(viewer);\n        throw thrown;', 'throw thrown;'],
      [
        'a browser that hangs up is not waited for',
        "if (signal.aborted) throw refuse('aborted');\n",
        '',
        [events, onError],
      ],
      [
        'a browser that hangs up meanwhile is not waited for',
        "signal.addEventListener('abort', abort);",
        '',
        [events, onError],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/feed.ts',
    [pushed, events],
    [
      ['one odd event costs no other', 'report(thrown);\n      return false;', 'throw thrown;'],
      ['events hold the fields of the contract alone', 'log.add(onlyContract(event))', 'log.add(event)'],
      ['a feed ends once its last stream was left', 'else lingering = clock.setTimeout(end, linger);', ''],
      [
        'what is apart ends with its stream, and leaves nobody a timer',
        'if (apart) end();\n      else lingering',
        'lingering',
      ],
      ['who comes back within five seconds finds the feed', 'clock.clearTimeout(lingering);\n      viewers', 'viewers'],
      ['a feed that ended asks no more', 'ending.abort();', ''],
      ['the session that came last asks', '[...viewers].at(-1) ?? last', '[...viewers][0] ?? last'],
      [
        'a transport that refuses to push is asked no more',
        'neverPushes.includes(toConnectionsError(thrown).code)',
        'false',
      ],
      [
        'a provider’s push that broke is followed again',
        'for (let failures = 0; !signal.aborted; failures += 1) {',
        'for (let failures = 0; failures < 1; failures += 1) {',
      ],
      ['a provider’s push that breaks is followed ever more seldom', '1_000 * 2 ** failures', '1_000'],
      [
        'what a provider told while the link was lost is asked for',
        'if (!signal.aborted && poller.forbidden() === 0) await pollAgain();',
        '',
      ],
      ['a poll that fails ends no stream', 'if (!signal.aborted) report(thrown);', 'throw thrown;'],
      ['a command is looked after at once', 'poller.hasten({ connections: job === undefined || isSettled(job) });', ''],
      ['the connections are looked at when an answer was lost', 'job === undefined || isSettled(job)', 'false'],
      ['a command is told to the streams at once', "if (job && !apart) tell({ type: 'job-changed', job });", ''],
      ['a command writes into no stream that is apart', 'if (job && !apart) tell', 'if (job) tell'],
      ['a command touches no timer of what is apart', 'if (apart) return;\n', ''],
      ['what is apart hears of a command within two seconds', 'apart ? longestTurn : longestTimer', 'longestTimer'],
      ['what is silent is gone, where nobody may say so', 'apart && clock.now() - seenAt > longestSilence', 'false'],
      ['what gives signs of life is not gone', 'stay: () => void (seenAt = clock.now()),', 'stay: () => {},'],
      [
        'pushed jobs are completed by what the journal knows',
        'await joinLost(history, userId, await recall(history, userId, [event.job]))',
        '[event.job]',
      ],
      [
        'a pushed record of a command whose answer was lost is not a second one',
        'await joinLost(history, userId, await recall(history, userId, [event.job]))',
        'await recall(history, userId, [event.job])',
      ],
      ['one odd push costs no other', 'await tellRecalled(event).catch(report);', 'await tellRecalled(event);'],
      [
        'what is looked after never costs a command its answer',
        'report(thrown);\n      }\n    },',
        'throw thrown;\n      }\n    },',
        [onError],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/event-log.ts',
    ['test/server/event-log.test.ts'],
    [
      [
        'old or known news of a job is not told',
        'return job === known.job ? undefined : { ...told, job };',
        'return told;',
      ],
      [
        'known news of a connection is not told',
        'JSON.stringify(told) === JSON.stringify(known) ? undefined : told',
        'told',
      ],
      ['a stream is told the latest of each thing alone', 'latest.delete(thing);', ''],
      ['a log does not grow without end', 'latest.size > mostKept && oldest !== undefined', 'false'],
      ['an id of another log is not believed', 'eventId?.startsWith(prefix) ?', 'eventId ?'],
      ['an id of what has not been told is not believed', ' && Number(number) <= count', ''],
    ],
  ),
  ...mutantsOf(
    'src/server/event-stream.ts',
    [events, 'test/server/events-over-sockets.test.ts', 'test/server/event-stream.test.ts'],
    [
      [
        'who comes back is told what came after the last id',
        'feed.log.positionOf(lastEventId)',
        '0 * feed.log.positionOf(lastEventId)',
      ],
      ['what is not read is not sent', 'next && isReady()', 'next'],
      ['a heartbeat every 15 seconds', "if (isReady()) send(':\\n\\n');", ''],
      [
        'who does not read is cut off',
        "if (!isReady() && !wasTaken) return finish(new Error('The events are not read'));",
        '',
      ],
      ['who has nothing to read is not cut off', '!isReady() && !wasTaken', '!wasTaken'],
      ['a stream ends, to be authenticated again', 'clock.setTimeout(finish, life', 'clock.setTimeout(() => {}, life'],
      ['a browser that hangs up is let go of', "signal.addEventListener('abort', hangUp);", ''],
      ['a browser that has hung up already is let go of', 'if (signal.aborted) hangUp();', ''],
      ['a browser that cancels is let go of', 'cancel: leave,', ''],
      ['a stream that is left sends no heartbeat', 'clock.clearTimeout(heartbeat);', ''],
      ['a stream that is left keeps no timer', 'clock.clearTimeout(end);', ''],
      ['a stream that is left leaves its feed', 'feed.leave();', ''],
      ['a stream that goes on gives signs of life', 'feed.stay();', ''],
      ['the browser hears when to come again', 'send(`retry: ${retry}\\n\\n`);', ''],
      ['nginx holds no event back', ", 'X-Accel-Buffering': 'no'", ''],
    ],
  ),
  ...mutantsOf(
    'src/server/guard.ts',
    ['test/server/guard.test.ts'],
    [
      [
        'nothing is revealed where the host does not authorize',
        "if (capability === 'reveal' && !options.authorize) return false;",
        '',
      ],
      ['only `true` allows', 'if (decision === true) return undefined;', 'if (decision) return undefined;'],
      [
        'the session narrows what may be done',
        'session.can === undefined || session.can.includes(capability)',
        'true',
        ['test/server/guard.test.ts', handler, walls],
      ],
      ['a value goes nowhere where no record of it is', '.catch(withhold)', ''],
      ['a denial is recorded', "await recordIfPossible(act, 'denied');", ''],
      [
        'the host’s `authorize` has a time limit',
        "awaited('authorize', () => options.authorize?.({ ...act, session, request }))",
        'options.authorize?.({ ...act, session, request })',
        [timeLimit],
      ],
    ],
  ),
  ...mutantsOf(
    'src/server/return-url.ts',
    [returnUrl],
    [
      [
        'a person is sent back to a host of the list alone',
        'hosts.some((host) => isAt(url, host))',
        'hosts.length > 0',
      ],
      ['a person is sent back over https alone', 'url && isSafe(url) &&', 'url &&'],
      ['an address says where it leads', ' && isPlain(value, url)', ''],
      ['a list of hosts holds hosts', 'if (!hosts.every(isHost)) throw', 'if (false) throw'],
    ],
  ),
];
