'use client';
/** The bank's question that a job waits for, and the answer to it. The answer goes to the bank and is kept in no store. */
import { useEffect, useId, useRef, type FormEvent } from 'react';
import type { Institution } from '../../core/model/connection';
import type { Challenge } from '../../core/model/job';
import { useAnswerChallenge, useCheckAgain } from '../../react/use-job-actions';
import { useIsPast, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';
import { useChallengeDraft, useForgottenDrafts } from './challenge-drafts';
import { ChallengeQuestion } from './challenge-question';
import { ChallengeTime, ExpiredChallenge } from './challenge-time';

export interface ChallengeFormProps {
  jobId: string;
  challenge: Challenge;
  institution: Institution | undefined;
}

export function ChallengeForm({ jobId, challenge, institution }: ChallengeFormProps) {
  const text = useText();
  const words = text.labels.challenge;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const { busy, failure, run } = useAnswerChallenge(jobId);
  const { run: checkAgain } = useCheckAgain(jobId);
  const draft = useChallengeDraft(JSON.stringify([jobId, challenge]), form);
  const expired = useIsPast(challenge.expiresAt);
  const isToken = challenge.kind === 'token';
  const inputs = challenge.inputs.length === 0 ? [words.answer] : challenge.inputs;
  const name = institution?.name ?? text.labels.bank;
  const isRejected = failure?.code === 'invalid-credentials';
  const isLate = failure?.code === 'not-available';

  useEffect(() => {
    if (!isRejected) return;
    const input = form.current?.querySelector('input');
    input?.focus();
    input?.select();
  }, [isRejected]);

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const answers = new FormData(event.currentTarget).getAll('answer').map(String);
    // Codes are pasted as they are shown, in groups; of an answer in words a space may be part.
    const isSent = await run(isToken ? answers.map((answer) => answer.replaceAll(/\s/gu, '')) : answers);
    if (!isSent) return;
    draft.drop();
    form.current?.reset();
  }

  // The bank does not wait for it any more: what became of the job is asked for at once, and the page goes on.
  useEffect(() => {
    if (isLate) void checkAgain();
  }, [isLate, checkAgain]);

  useForgottenDrafts(!isLate && !expired);

  if (isLate || expired)
    return (
      <ExpiredChallenge jobId={jobId} reason={isLate ? text.fill(words.late, { institution: name }) : words.expired} />
    );

  return (
    <form data-ck="challenge" ref={form} onInput={draft.keep} onSubmit={(event) => void send(event)}>
      <ChallengeQuestion challenge={challenge} institution={institution} />
      {inputs.map((label, index) => (
        // Masked words may be the same twice; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <label data-ck="challenge-input" key={`${index} ${label}`} htmlFor={`${id}-${index}`}>
          <bdi>{label}</bdi>
          <input
            id={`${id}-${index}`}
            name="answer"
            required
            // Not spaces alone.
            pattern=".*\S.*"
            spellCheck={false}
            aria-invalid={isRejected || undefined}
            aria-describedby={isRejected ? `${id}-rejected` : undefined}
            autoComplete={isToken ? 'one-time-code' : 'off'}
            inputMode={isToken ? 'numeric' : 'text'}
            type={isToken ? 'text' : 'password'}
          />
        </label>
      ))}
      <div data-ck="challenge-footer">
        <Button part="challenge-send" look="primary" type="submit" busy={busy}>
          {words.send}
        </Button>
        {challenge.expiresAt !== undefined && <ChallengeTime expiresAt={challenge.expiresAt} />}
      </div>
      {isRejected && (
        <p data-ck="challenge-rejected" id={`${id}-rejected`} role="alert">
          {isToken ? words.rejected : words.rejectedAnswer}
        </p>
      )}
      {failure && !isRejected && <FailureText failure={failure} institution={institution} />}
    </form>
  );
}
