'use client';
/** The bank's question that a job waits for, and the answer to it. The answer goes to the bank and is kept nowhere. */
import { useId, useState, type FormEvent } from 'react';
import { toConnectionsError } from '../../react/selectors';
import type { Institution } from '../../core/model/connection';
import type { Failure } from '../../core/model/failure';
import type { Challenge } from '../../core/model/job';
import { useClient } from '../../react/use-connections';
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
  const client = useClient();
  const text = useText();
  const timeText = useTimeText();
  const words = text.labels.challenge;
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const inputs = challenge.inputs.length === 0 ? [words.answer] : challenge.inputs;

  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const answers = new FormData(form).getAll('answer').map(String);
    setBusy(true);
    setFailure(undefined);
    try {
      await client.answerChallenge(jobId, answers);
      form.reset();
    } catch (thrown) {
      setFailure(toConnectionsError(thrown).failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form data-ck="challenge" onSubmit={(event) => void send(event)}>
      <p data-ck="challenge-question">
        <b>{text.fill(words.title, { institution: institution?.name ?? text.labels.bank })}:</b> {challenge.question}
      </p>
      {inputs.map((label, index) => (
        <label data-ck="challenge-input" key={label} htmlFor={`${id}-${index}`}>
          {label}
          <input
            id={`${id}-${index}`}
            name="answer"
            required
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
      {failure && <FailureText failure={failure} institution={institution} />}
    </form>
  );
}
