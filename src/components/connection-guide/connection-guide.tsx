'use client';
import { useId } from 'react';
import { useText } from '../../react/use-text';
import { loadOnDemand } from '../load-on-demand';
import { Loaded, Skeleton } from '../shared/loaded';
import { Part, type PartProps } from '../shared/part';
import { forwardWidgetRef } from '../shared/widget-boundary';

/** Those of a `<section>`. What stands in it is fixed; other topics are made of `ConnectionGuideTopics`. */
export type ConnectionGuideProps = PartProps<'section'>;

/**
 * The help: what a connection is, what each status means, what can be done and how. Loads no data; its code is loaded when it
 * is shown first.
 */
export const ConnectionGuide = forwardWidgetRef<HTMLElement, ConnectionGuideProps>(
  function ConnectionGuide(props, ref) {
    const { guide } = useText().labels;
    const titleId = useId();
    return (
      <Part as="section" part="connection-guide" aria-labelledby={titleId} {...props} ref={ref}>
        <h3 data-ck="connection-guide-title" id={titleId}>
          {guide.title}
        </h3>
        <Loaded load={loadOnDemand} waiting={<Skeleton label={guide.loading} />}>
          {({ GuideContent }) => <GuideContent />}
        </Loaded>
      </Part>
    );
  },
);
