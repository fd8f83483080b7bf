/** A command is executed once, and what is left of a gesture is never lost nor done by itself. */
import { mutantsOf } from './mutant';

const run = 'test/core/client/run-action.test.ts';
const busy = 'test/core/client/run-busy.test.ts';
const failures = 'test/core/client/run-failures.test.ts';
const lost = 'test/core/client/run-lost-answers.test.ts';
const lostByServer = 'test/core/client/run-lost-answers-of-server.test.ts';
const resume = 'test/core/client/resume.test.ts';
const tabs = 'test/core/client/tabs.test.ts';
const clear = 'test/core/client/clear.test.ts';
const logOut = 'test/core/client/log-out.test.ts';
const limits = 'test/core/client/track-limits.test.ts';

export const commands = [
  ...mutantsOf(
    'src/core/client/run-action.ts',
    [run, failures],
    [
      ['a second press joins the first', 'if (current?.action === action) return current.result;', '', [busy]],
      [
        'an action that is unavailable sends nothing',
        'if (!availability.available) {\n      const joined',
        'if (false) {\n      const joined',
        [busy, limits],
      ],
      [
        'a press joins the job that runs already',
        "availability.reason === 'busy' && !current ? await join(connectionId, action) : undefined",
        'undefined',
        [busy],
      ],
      [
        'a refresh is never sent when the purge failed',
        "if (job.status !== 'succeeded') return resultOf(jobs, operations.slice(done));",
        '',
      ],
      ['nothing is sent after a log-out', "if (!isOwn(runId)) throw createConnectionsError('aborted');", '', [clear]],
      ['a purge or revoke never resumes by itself', "remaining.join() !== 'refresh' || !isFresh", '!isFresh', [resume]],
      [
        'a refresh resumes within a quarter of an hour alone',
        "remaining.join() !== 'refresh' || !isFresh",
        "remaining.join() !== 'refresh'",
        [resume],
      ],
      [
        'what resumes while something is in flight sends nothing',
        'if (availability.available) await own(rest);',
        'if (true) await own(rest);',
        [resume],
      ],
      [
        'what an interrupted purge or revoke came to is found out',
        'return asking.findOut(connectionId, { kind, runId, action });',
        'return undefined;',
        [resume],
      ],
      ['that something was asked for is written down before it is', 'asked: done + 1', 'asked: done', [resume]],
      ['what was done is written down', 'ledger.putRun({ ...start, done, asked: done });\n    }', '}', [resume]],
      ['what is left over is offered', "result.outcome === 'partial' && isOwn(runId)", 'false', [failures]],
      [
        'with a success nothing is left over of what was begun before',
        'isAll && run.connectionId === connectionId',
        'false',
        [failures, resume],
      ],
      [
        'a gesture is held as its own tab’s',
        'const letGo = tabs.hold(runId);',
        'const letGo = () => {};',
        [tabs, resume],
      ],
      ['a gesture that has ended is let go of', '.finally(letGo);', ';', [tabs, 'test/core/client/dispose.test.ts']],
      [
        'the other tabs hear that an operation was begun',
        "tabs.tell({ type: 'operation-begun', connectionId, operation });",
        '',
        [tabs],
      ],
      [
        'a press after the log-out joins nothing of before',
        'reset: () => running.clear(),',
        'reset: () => {},',
        [clear],
      ],
      [
        'a refresh is followed by a look at the connection',
        'if (fetched) await options.readConnection(connectionId).catch(() => {});',
        '',
      ],
      ['a purge of which nobody knows is no failure', "last?.status === 'unknown' ? 'unknown' : ", '', [lost]],
    ],
  ),
  ...mutantsOf(
    'src/core/client/ask-operation.ts',
    [lost],
    [
      [
        'a lost answer is no refusal',
        'if (isAnswerLost(thrown)) return findOut(connectionId, operation, failure);',
        '',
      ],
      [
        'a purge whose answer was lost is unknown',
        "record(connectionId, operation, 'unknown', failure, id)",
        "record(connectionId, operation, 'failed', failure, id)",
      ],
      [
        'a revoke whose answer was lost is settled by reading',
        'record(connectionId, operation, await revokedOrNot(connectionId)',
        "record(connectionId, operation, 'unknown'",
      ],
      [
        'a connection that is gone was revoked',
        "=== 'not-found' ? 'succeeded' : 'unknown'",
        "=== 'not-found' ? 'unknown' : 'unknown'",
      ],
      [
        'a refresh whose answer was lost is found by listing',
        'const job = await findRefresh(connectionId);',
        'const job = undefined as Job | undefined;',
      ],
      ['a command carries a key of its own', ', idempotencyKey: `${runId}.${kind}` }', ' }', [run]],
      ['each operation of a gesture has a key of its own', '`${runId}.${kind}`', 'runId', [run]],
      [
        'a command whose answer a server lost is found out',
        'if (isLost) return await',
        'if (false) return await',
        [lostByServer],
      ],
      [
        'its record keeps its id',
        "job.failure ?? createFailure('network'), job.id)",
        "job.failure ?? createFailure('network'))",
        [lostByServer],
      ],
      [
        'a failure of now is the last, whatever the clock says',
        'Math.max(Date.parse(intake.moment()), after || 0)',
        'Date.parse(intake.moment())',
        [failures],
      ],
      [
        'data that was fetched since says nothing of a purge',
        "return isFetchedSince ? job : settleAs(job, 'failed');",
        "return settleAs(job, 'failed');",
        [limits],
      ],
      [
        'a client that ended records no failure',
        'if (isCancelled(thrown)) throw thrown;\n        const',
        'const',
        [clear, 'test/core/client/dispose.test.ts'],
      ],
      [
        'a client that ended does not take a revoke for unknown',
        'if (isCancelled(thrown)) throw thrown;\n      return toConnectionsError',
        'return toConnectionsError',
        [clear, lost],
      ],
      [
        'a client that ended does not take a refresh for failed',
        'if (isCancelled(thrown)) throw thrown;\n    }\n    const job = jobInFlight',
        '}\n    const job = jobInFlight',
        [clear, lost],
      ],
      [
        'what somebody else has found out meanwhile stays',
        'if (known && isSettled(known)) return known;',
        '',
        [limits, 'test/core/client/gestures.test.ts'],
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/resume.ts',
    [resume],
    [
      [
        'what has stopped is taken over by nobody',
        '!run || run.stopped || !mayAsk()',
        '!run || !mayAsk()',
        [tabs, resume],
      ],
      ['a tab that may not ask takes nothing over', 'run.stopped || !mayAsk()', 'run.stopped', [tabs, resume]],
      ['a gesture is waited for once', 'if (awaited.has(runId)) return;', '', [tabs]],
      [
        'what the person has reached since is not done again',
        'if (isOvertaken(run, jobsOf(connectionId))) drop(run);',
        'if (false) drop(run);',
        [resume, tabs],
      ],
      [
        'what the person has reached since is not offered',
        'if (isOvertaken(run, jobsOf(run.connectionId))) drop(run);',
        'if (false) drop(run);',
      ],
      ['the bank is asked before a gesture goes on', 'await read(connectionId);', '', [resume, tabs]],
      ['a tab that is gone keeps no other busy', 'intake.endOperation(connectionId, runId);', '', [tabs]],
      [
        'after a log-out nothing is taken over',
        'controller.abort();',
        '',
        [clear, 'test/core/client/dispose.test.ts', tabs],
      ],
      ['without tabs that tell, what was left is offered', 'run.stopped || !tabs.together', 'run.stopped'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/ledger.ts',
    [resume],
    [
      [
        'a record that cannot be understood counts as none',
        'if (!isEntries(entries) || !isCurrent())',
        'if (!isCurrent())',
      ],
      [
        'a record that cannot be read counts as none',
        '} catch {\n      return { runs: [], jobs: [] };',
        '} catch (thrown) {\n      throw thrown;',
      ],
      ['what is older than a week is forgotten', 'now() - Date.parse(time) < longestMemory', 'true'],
      [
        'the storage holds so many jobs and no more',
        'jobs.slice(-mostJobs)',
        'jobs',
        ['test/core/client/ledger.test.ts'],
      ],
      ['a full storage costs no gesture', '} catch {}\n  }', '} finally {}\n  }'],
      [
        'without a scope nothing is kept',
        "scope === undefined || storage === null ? undefined : nameOf(scope, 'ledger')",
        "storage === null ? undefined : nameOf(scope ?? '', 'ledger')",
        ['test/core/client/construction.test.ts', 'test/core/client/ledger.test.ts'],
      ],
      [
        'nothing is kept where nothing is left',
        'if (kept.runs.length + kept.jobs.length === 0) storage?.removeItem(key);\n      else',
        '',
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/names.ts',
    [tabs, resume],
    [
      [
        'records, locks and channels carry a version',
        'connections-kit.${version}.${scope}.${what}',
        'connections-kit.${scope}.${what}',
      ],
      [
        'people share no record, lock or channel',
        'connections-kit.${version}.${scope}.${what}',
        'connections-kit.${version}.${what}',
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/tabs.ts',
    [tabs],
    [
      ['a message of another version is not heard', 'spoken === version && ', ''],
      [
        'what was heard is not told again',
        "message.type === 'job-lost') opened",
        "message.type === 'job-lost' || (message.type === 'jobs' && (Object.assign(tell, { echoes: ((tell as { echoes?: number }).echoes ?? 0) + 1 }).echoes ?? 0) < 4)) opened",
      ],
      ['a job that is too old for this tab is told of though it was heard of', " || message.type === 'job-lost'", ''],
      ['a channel is closed', 'opened?.close();', '', ['test/core/client/dispose.test.ts', tabs]],
      ['a lead that comes too late is not taken', 'if (lead !== own) return undefined;', '', [tabs]],
      ['a leader lets go of the lead', 'former?.letGo();', ''],
      ['one tab leads', '!together || lead?.granted === true', 'true'],
      ['a new leader asks', 'onLead();\n', ''],
      ['a new leader is told what only the others know', "tell({ type: 'leader-gained' });\n", ''],
      ['a gesture is held by a lock', 'if (together) locks.request', 'if (!together) locks?.request', [tabs, resume]],
      [
        'the end of a request for a lock is no error of the page',
        '{ signal }, then).catch(() => {})',
        '{ signal }, then)',
        [tabs, clear],
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/hear.ts',
    [tabs],
    [
      [
        'a gesture of another tab is followed to its end',
        'resume.follow(heard.connectionId, heard.operation.runId);',
        '',
      ],
      [
        'a gesture of another tab keeps the connection busy',
        'intake.beginOperation(heard.connectionId, heard.operation);',
        '',
      ],
      [
        'a new leader hears what the others follow',
        "{ type: 'jobs', jobs: unsettled, settled: [], at: intake.moment() }",
        'undefined',
      ],
      [
        'push does not make a read that is under way count as old',
        'connection(told.connection.id)?.confirmedAt ?? intake.moment()',
        'intake.moment()',
        ['test/core/client/push.test.ts'],
      ],
      ['the other tabs hear of a connection that is gone', 'return tabs.tell(told);', 'return;'],
    ],
  ),
  ...mutantsOf(
    'src/core/client/create-client.ts',
    ['test/core/client/late-engine.test.ts'],
    [
      [
        'what was asked before a log-out is not done after it',
        "if (asked !== session()) throw createConnectionsError('aborted');",
        '',
      ],
      ['a log-out elsewhere is found out also while the engine comes', 'isBehind();\n    const asked', 'const asked'],
      ['nothing begins after the end', '|| disposed) return engine;', ') return engine;'],
      ['what was started goes on when the engine comes', 'for (const start of starts) start(engine);', ''],
      ['what was stopped does not begin', 'starts.delete(start);', ''],
      [
        'an engine that did not come is asked for again online',
        'online.get() && wantEngine(loadAgain)',
        'online.get()',
      ],
    ],
  ),
  ...mutantsOf(
    'src/core/client/create-client.ts',
    [clear],
    [
      ['a log-out forgets the loads', 'loads.reset();', ''],
      ['a log-out empties the connections', 'connections.setState(states.connections, true);', ''],
      ['a log-out empties the jobs', 'jobs.setState(states.jobs, true);', ''],
    ],
  ),
  ...mutantsOf(
    'src/core/client/log-out.ts',
    [clear],
    [
      ['a log-out clears the record', "storage?.removeItem(nameOf(scope, 'ledger'));", '', [clear, tabs]],
      ['a log-out leaves no state of a consent', 'storage?.removeItem(consentNameOf(scope));', ''],
      [
        'a log-out reaches the other tabs',
        "others?.postMessage({ version, epoch: epoch.own(), message: { type: 'cleared' } });",
        '',
        [tabs, logOut],
      ],
      ['a log-out leaves no channel open', 'others?.close();', '', ['test/core/client/dispose.test.ts']],
    ],
  ),
  ...mutantsOf(
    'src/core/client/engine.ts',
    [clear],
    [
      ['a log-out drops late answers', 'abort: () => requests.reset(),', 'abort: () => {},'],
      ['a log-out stops the tracking', 'tracker.reset();\n      intake', 'intake'],
      ['a log-out forgets what was begun', 'intake.reset();', ''],
      ['a log-out lets go of the runs', 'runAction.reset();', ''],
      ['a log-out lets go of what it waited to take over', 'resume.reset();\n      consent', 'consent', [tabs]],
      ['a log-out forgets what a consent came to', 'consent.reset();', '', [logOut]],
      [
        'dispose stops what was awaited',
        'resume.reset();\n      tracker',
        'tracker',
        ['test/core/client/dispose.test.ts', tabs],
      ],
      [
        'dispose stops the tracking',
        'tracker.reset();\n      tabs.close();',
        'tabs.close();',
        ['test/core/client/dispose.test.ts'],
      ],
      [
        'push is opened where the description names it alone',
        "transport.watch !== undefined && connections.getState().description?.can.includes('watch') === true",
        'transport.watch !== undefined',
        ['test/core/client/push.test.ts'],
      ],
      [
        'what is kept in the browser is of the kit alone, no question of a bank',
        "news.filter(({ recordedBy }) => recordedBy === 'kit')",
        'news',
        [resume],
      ],
      ['the tab that leads reads a connection anew, not each', 'if (!tabs.leads()) return;', '', [tabs]],
      ['a gesture of one’s own reads the connection once', ' && !intake.isOwnGesture(job)', '', [run]],
    ],
  ),
  ...mutantsOf(
    'src/core/client/follow-consent.ts',
    ['test/core/client/follow-consent.test.ts'],
    [
      [
        'a consent that comes back with another state is refused',
        "if (state !== null && parameters.get('state') !== state) throw",
        'if (false) throw',
      ],
      ['the state of a consent outlives a reload', 'keep(state);', ''],
      ['a consent that comes back twice is finished once', 'if (before) return before;', ''],
      [
        'a consent that could not be finished can be again',
        'jobs.catch(() => finished.delete(url));',
        'jobs.catch(() => {});',
      ],
      [
        'without a scope no state is kept',
        'scope === undefined ? undefined : consentNameOf(scope)',
        "consentNameOf(scope ?? '')",
      ],
    ],
  ),
];
