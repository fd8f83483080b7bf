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

export interface FailureTextProps {
  failure: Failure;
  institution?: Institution | undefined;
  /** Of the job, for support to look up; the failure's own comes first. */
  reference?: string | undefined;
}

/** What happened, what it means, who must act, and the reference to quote. */
export function FailureText({ failure, institution, reference }: FailureTextProps) {
  const text = useText();
  const quoted = failure.correlationId ?? reference;
  return (
    <div data-ck="failure" data-actor={failure.actor} data-code={failure.code}>
      <p>{text.failure(failure, institution)}</p>
      <p data-ck="failure-meta">
        <span>
          {text.labels.jobs.who}: <b>{text.labels.actor[failure.actor]}</b>
        </span>
        {quoted !== undefined && (
          <span>
            {text.fill(text.labels.reference, { reference: quoted })} <CopyButton value={quoted} />
          </span>
        )}
      </p>
    </div>
  );
}
