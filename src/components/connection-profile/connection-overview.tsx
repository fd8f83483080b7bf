import { forwardRef } from 'react';
import { LiveJob } from '../job-history';
import { Part, type PartProps } from '../shared/part';
import { WidgetBoundary } from '../shared/widget-boundary';
import { ConnectionConsent } from './connection-consent';
import { ConnectionFacts } from './connection-facts';
import { ConnectionNotices } from './connection-notices';
import { ProfileFields } from './profile-fields';

/** What stands in it is fixed; another order is made of its parts. */
export interface ConnectionOverviewProps extends PartProps<'div'> {
  connectionId: string;
}

/**
 * What a connection's page begins with: notices, the running job, the masked profile, the consent, the facts. Loads the
 * connection's detail and its newest jobs. Parts: `ConnectionNotices`, `LiveJob`, `ProfileFields`, `ConnectionConsent`,
 * `ConnectionFacts`.
 */
export const ConnectionOverview = forwardRef<HTMLDivElement, ConnectionOverviewProps>(function ConnectionOverview(
  { connectionId, ...props },
  ref,
) {
  return (
    <WidgetBoundary of={connectionId}>
      <Part part="connection-overview" {...props} ref={ref}>
        <ConnectionNotices connectionId={connectionId} />
        <LiveJob connectionId={connectionId} />
        <ProfileFields connectionId={connectionId} />
        <ConnectionConsent connectionId={connectionId} />
        <ConnectionFacts connectionId={connectionId} />
      </Part>
    </WidgetBoundary>
  );
});
