'use client';
/** The bank's question that a job waits for, and the answer to it. The answer goes to the bank and is kept nowhere. */
import { useId, type FormEvent } from 'react';
import type { Institution } from '../../core/model/connection';
import type { Challenge } from '../../core/model/job';
import { useAnswerChallenge } from '../../react/use-job-actions';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';
import { useTimeText } from '../shared/relative-time';

interface ChallengeFormProps {
  jobId: string;
  challenge: Challenge;
  institution: Institution | undefined;
}

export function ChallengeForm({ jobId, challenge, institution }: ChallengeFormProps) {
  const text = useText();
  const timeText = useTimeText();
  const words = text.labels.challenge;
  const id = useId();
  const { busy, failure, run } = useAnswerChallenge(jobId);
  const inputs = challenge.inputs.length === 0 ? [words.answer] : challenge.inputs;

  const isRejected = failure?.code === 'invalid-credentials';

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const answers = new FormData(form).getAll('answer').map(String);
    if (await run(answers)) form.reset();
  }

  return (
    <form data-ck="challenge" onSubmit={(event) => void send(event)}>
      <p data-ck="challenge-question">
        <b>{text.fill(words.title, { institution: institution?.name ?? text.labels.bank })}:</b> {challenge.question}
      </p>
      {inputs.map((label, index) => (
        // Masked words may be the same twice; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <label data-ck="challenge-input" key={`${index} ${label}`} htmlFor={`${id}-${index}`}>
          {label}
          <input
            id={`${id}-${index}`}
            name="answer"
            required
            aria-invalid={isRejected || undefined}
            aria-describedby={isRejected ? `${id}-rejected` : undefined}
            autoComplete={challenge.kind === 'token' ? 'one-time-code' : 'off'}
            inputMode={challenge.kind === 'token' ? 'numeric' : 'text'}
            type={challenge.kind === 'token' ? 'text' : 'password'}
          />
        </label>
      ))}
      <div data-ck="challenge-footer">
        <Button part="challenge-send" look="primary" type="submit" busy={busy}>
          {words.send}
        </Button>
        {challenge.expiresAt !== undefined && (
          <span data-ck="challenge-expires">{timeText(words.expires, challenge.expiresAt)}</span>
        )}
      </div>
      {isRejected && (
        <p data-ck="challenge-rejected" id={`${id}-rejected`} role="alert">
          {words.rejected}
        </p>
      )}
      {failure && !isRejected && <FailureText failure={failure} institution={institution} />}
    </form>
  );
}
