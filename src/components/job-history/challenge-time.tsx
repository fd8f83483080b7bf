'use client';
/** How long the bank waits for an answer: seen in the last minute as it passes, said aloud once, and what to do when it is over. */
import { useCheckAgain } from '../../react/use-job-actions';
import { useNow, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Countdown } from '../shared/countdown';
import { FailureText } from '../shared/notice';
import { useTimeText } from '../shared/relative-time';

/** Milliseconds before the end. */
const counted = 60_000;
const warned = 30_000;

export function ChallengeTime({ expiresAt }: { expiresAt: string }) {
  const { labels } = useText();
  const timeText = useTimeText();
  const left = Date.parse(expiresAt) - useNow(1_000);
  const { expires, left: counting, soon } = labels.challenge;
  return (
    <>
      {left <= counted ? (
        <Countdown part="challenge-left" role="timer" until={expiresAt} template={counting} />
      ) : (
        <span data-ck="challenge-expires">{timeText(expires, expiresAt)}</span>
      )}
      <span data-ck="visually-hidden" role="status">
        {left <= warned && soon}
      </span>
    </>
  );
}

/** In the place of a form that nobody reads any more. */
export function ExpiredChallenge({ jobId, reason }: { jobId: string; reason: string }) {
  const { labels } = useText();
  const { busy, failure, run } = useCheckAgain(jobId);
  return (
    <div data-ck="challenge" data-expired="" role="status">
      <p>
        <b>{reason}</b> {labels.challenge.expiredHint}
      </p>
      <div data-ck="challenge-footer">
        <Button part="check-again" busy={busy} onClick={() => void run()}>
          {labels.jobs.checkAgain}
        </Button>
      </div>
      {failure && <FailureText failure={failure} />}
    </div>
  );
}
