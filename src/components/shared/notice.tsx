'use client';
import { forwardRef, type ReactNode } from 'react';
import type { Institution } from '../../core/model/connection';
import type { Failure } from '../../core/model/failure';
import { useText } from '../../react/use-text';
import { CopyButton } from './copy-button';
import { Icon } from './icon';
import { Part, type PartProps } from './part';

/** The tone is shown by icon and color; a screen reader is told nothing by itself, so give a `role` where it comes late. */
export interface NoticeProps extends Omit<PartProps<'div'>, 'title'> {
  tone: 'info' | 'warning' | 'danger';
  /** Its first words, for all to see. */
  title?: string | undefined;
  /** What can be done about it. */
  action?: ReactNode;
}

/** Something that the person should know now, with what can be done about it. Its children are its text. */
export const Notice = forwardRef<HTMLDivElement, NoticeProps>(function Notice(
  { tone, title, children, action, ...props },
  ref,
) {
  return (
    <Part part="notice" state={{ tone }} {...props} ref={ref}>
      <Icon name={tone === 'info' ? 'info' : 'alert'} />
      <div data-ck="notice-body">
        {title && <strong data-ck="notice-title">{title}</strong>}
        {children}
      </div>
      {action && <div data-ck="notice-action">{action}</div>}
    </Part>
  );
});

/** The words follow the failure's `code`: a provider's own text never comes here. With an `institution` they name the bank. */
export interface FailureTextProps extends PartProps<'div'> {
  failure: Failure;
  institution?: Institution | undefined;
  /** Of the job, for support to look up; the failure's own comes first. */
  reference?: string | undefined;
}

/** What happened, what it means, who must act, and the reference to quote. */
export const FailureText = forwardRef<HTMLDivElement, FailureTextProps>(function FailureText(
  { failure, institution, reference, ...props },
  ref,
) {
  const text = useText();
  const quoted = failure.correlationId ?? reference;
  return (
    <Part part="failure" state={{ actor: failure.actor, code: failure.code }} {...props} ref={ref}>
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
    </Part>
  );
});
