'use client';
import { forwardRef } from 'react';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { StatusBadge } from '../shared/status-badge';

/** Those of a `<dl>`. Its words are the labels of the provider. */
export type ConnectionGuideStatesProps = PartProps<'dl'>;

/** Every status as it looks on the page, and what it means. */
export const ConnectionGuideStates = forwardRef<HTMLDListElement, ConnectionGuideStatesProps>(
  function ConnectionGuideStates(props, ref) {
    const { statusHint } = useText().labels;
    const statuses = Object.keys(statusHint) as ConnectionStatus[];
    return (
      <Part as="dl" part="connection-guide-states" {...props} ref={ref}>
        {statuses.map((status) => (
          <div data-ck="connection-guide-state" key={status}>
            <dt>
              <StatusBadge status={status} />
            </dt>
            <dd>{statusHint[status]}</dd>
          </div>
        ))}
      </Part>
    );
  },
);
