'use client';
/** Something that the person should know now, with what can be done about it. */
import type { ReactNode } from 'react';
import type { Institution } from '../../core/model/connection';
import type { Failure } from '../../core/model/failure';
import { useText } from '../../react/use-text';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

export interface NoticeProps {
  tone: 'info' | 'warning' | 'danger';
  title?: string | undefined;
  children?: ReactNode;
  action?: ReactNode;
}

export function Notice({ tone, title, children, action }: NoticeProps) {
  return (
    <div data-ck="notice" data-tone={tone}>
      <Icon name={tone === 'info' ? 'info' : 'alert'} />
      <div data-ck="notice-body">
        {title && <strong data-ck="notice-title">{title}</strong>}
        {children}
      </div>
      {action && <div data-ck="notice-action">{action}</div>}
    </div>
  );
}

/** What happened, what it means, who must act, and the reference to quote. */
export function FailureText({ failure, institution }: { failure: Failure; institution?: Institution | undefined }) {
  const text = useText();
  return (
    <div data-ck="failure" data-actor={failure.actor} data-code={failure.code}>
      <p>{text.failure(failure, institution)}</p>
      <p data-ck="failure-meta">
        <span>
          {text.labels.jobs.who}: <b>{text.labels.actor[failure.actor]}</b>
        </span>
        {failure.correlationId !== undefined && (
          <span>
            {text.fill(text.labels.reference, { reference: failure.correlationId })}{' '}
            <CopyButton value={failure.correlationId} />
          </span>
        )}
      </p>
    </div>
  );
}
