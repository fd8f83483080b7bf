'use client';
/** The help: what a connection is, what each status means, what can be done and how. It is loaded when it is shown first. */
import { forwardRef, useId } from 'react';
import { useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';
import { useLoaded } from '../shared/use-loaded';
import { WidgetBoundary } from '../shared/widget-boundary';

export type ConnectionGuideProps = PartProps<'section'>;

const loadContent = () => import('./guide-content');

export const ConnectionGuide = forwardRef<HTMLElement, ConnectionGuideProps>(function ConnectionGuide(props, ref) {
  const { labels } = useText();
  const titleId = useId();
  const content = useLoaded(loadContent);
  return (
    <Part as="section" part="connection-guide" aria-labelledby={titleId} {...props} ref={ref}>
      <h3 data-ck="connection-guide-title" id={titleId}>
        {labels.guide.title}
      </h3>
      {content.status === 'ready' && (
        <WidgetBoundary>
          <content.module.GuideContent />
        </WidgetBoundary>
      )}
      {content.status === 'loading' && <GuideSkeleton />}
      {content.status === 'failed' && (
        <div role="alert">
          <Notice tone="warning" action={<Button onClick={content.retry}>{labels.retry}</Button>}>
            {labels.failure.network}
          </Notice>
        </div>
      )}
    </Part>
  );
});

function GuideSkeleton() {
  const { guide } = useText().labels;
  return (
    <div data-ck="skeleton" role="status" aria-label={guide.loading}>
      {['connection', 'states', 'actions'].map((row) => (
        <div data-ck="skeleton-row" key={row} />
      ))}
    </div>
  );
}
