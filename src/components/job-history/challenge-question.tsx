'use client';
/** What the bank asks; it is read before there is a form to answer it in. */
import type { Institution } from '../../core/model/connection';
import type { Challenge } from '../../core/model/job';
import { useText } from '../../react/use-text';

interface ChallengeQuestionProps {
  challenge: Challenge;
  institution: Institution | undefined;
}

export function ChallengeQuestion({ challenge, institution }: ChallengeQuestionProps) {
  const { labels, fill } = useText();
  return (
    <p data-ck="challenge-question">
      <b>{fill(labels.challenge.title, { institution: institution?.name ?? labels.bank })}:</b>{' '}
      <bdi>{challenge.question}</bdi>
    </p>
  );
}
