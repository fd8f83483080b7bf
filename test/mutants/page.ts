/** What the page says and does of it. */
import { mutantsOf } from './mutant';

const challenge = 'test/components/job-history/challenge-form.test.tsx';
const notices = 'test/components/shared/page-notice.test.tsx';

export const page = [
  ...mutantsOf(
    'src/components/job-history/challenge-form.tsx',
    [challenge],
    [
      ['a wrong answer is told apart', "failure?.code === 'invalid-credentials'", 'false'],
      ['a late answer is told apart', "failure?.code === 'not-available'", 'false'],
      ['after a late answer the job is looked at', 'if (isLate) void checkAgain();', ''],
      ['a form that nobody reads is gone', 'if (isLate || expired)', 'if (isLate)'],
      ['a code is pasted as it is shown', "answer.replaceAll(/\\s/gu, '')", 'answer'],
      ['a code is filled in from a message', "isToken ? 'one-time-code' : 'off'", "'off'"],
      ['one press, one answer', 'if (busy) return;', ''],
      ['an answer that was sent is kept nowhere', 'draft.drop();', ''],
    ],
  ),
  ...mutantsOf(
    'src/components/job-history/challenge-time.tsx',
    [challenge],
    [
      ['a challenge counts down before it expires', 'left <= counted', 'false'],
      ['that it expires soon is announced', 'left <= warned && soon', ''],
    ],
  ),
  ...mutantsOf(
    'src/components/job-history/challenge-drafts.ts',
    [challenge],
    [['a draft is forgotten once nothing is asked', 'if (!isAsked) drafts?.clear();', '']],
  ),
  ...mutantsOf(
    'src/components/connection-profile/freshness-notice.tsx',
    [notices, 'test/components/connection-profile/connection-profile.test.tsx'],
    [
      ['the page says that facts are old', 'stale && <p>', 'false && <p>'],
      ['the page says why the last check failed', 'shown && <FailureText', 'false && <FailureText'],
    ],
  ),
  ...mutantsOf(
    'src/components/connection-actions/action-button.tsx',
    ['test/components/connection-actions/connection-actions.test.tsx'],
    [['a cool-down is counted down', 'until !== undefined && <Countdown', 'false && <Countdown']],
  ),
];
