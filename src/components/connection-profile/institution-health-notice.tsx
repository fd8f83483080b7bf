'use client';
import { forwardRef } from 'react';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Notice } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';

/** Needs a connection that was loaded, from a transport that says `health` of its institution. */
export interface InstitutionHealthNoticeProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * That the bank itself is slow, down or under maintenance: nothing of this connection, and nothing that the person could
 * mend. Loads nothing, and is not there while the bank works.
 */
export const InstitutionHealthNotice = forwardRef<HTMLDivElement, InstitutionHealthNoticeProps>(
  function InstitutionHealthNotice({ connectionId, ...props }, ref) {
    const { labels, fill } = useText();
    const connection = useConnectionsState((state) => selectConnection(state, connectionId));
    if (!connection || connection.status === 'revoked') return null;
    const { health, name } = connection.institution;
    if (health !== 'degraded' && health !== 'outage' && health !== 'maintenance') return null;
    return (
      <Part part="institution-health-notice" state={{ health }} {...props} ref={ref}>
        <Notice tone="warning">{fill(labels.health[health], { institution: name })}</Notice>
      </Part>
    );
  },
);
