'use client';
import { forwardRef } from 'react';
import { useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import type { IconName } from '../shared/icon';
import type { PartProps } from '../shared/part';
import { GuideList, GuideParagraphs } from './guide-text';
import { ConnectionGuideTopic } from './guide-topics';

/** It is one of the `values` of the topics around it: `defaultOpen` opens it by the name of its action. */
export interface ConnectionGuideActionProps extends Omit<PartProps<'div'>, 'title'> {
  action: 'refresh' | 'purge' | 'revoke';
}

const icons: Readonly<Record<ConnectionGuideActionProps['action'], IconName>> = {
  refresh: 'sync',
  purge: 'trash',
  revoke: 'off',
};

/**
 * What one action does, how it is done, and when: one topic of `ConnectionGuideTopics`, named by the action. What revoking
 * does with stored data follows the transport.
 */
export const ConnectionGuideAction = forwardRef<HTMLDivElement, ConnectionGuideActionProps>(
  function ConnectionGuideAction({ action, ...props }, ref) {
    const { labels } = useText();
    const { what, steps, when } = labels.guide[action];
    const revokeData = useConnectionsState(({ description }) => description?.revokeData ?? 'unknown');
    const { wontKept, willDeleted, unknownData } = labels.confirm.revoke;
    const consequences = { kept: wontKept, deleted: willDeleted, unknown: unknownData }[revokeData];
    return (
      <ConnectionGuideTopic value={action} icon={icons[action]} title={labels.action[action]} {...props} ref={ref}>
        <GuideParagraphs lines={action === 'revoke' ? [...what, ...consequences] : what} />
        <h5 data-ck="connection-guide-label">{labels.guide.steps}</h5>
        <GuideList as="ol" lines={steps} />
        <h5 data-ck="connection-guide-label">{labels.guide.when}</h5>
        <GuideList as="ul" lines={when} />
      </ConnectionGuideTopic>
    );
  },
);
