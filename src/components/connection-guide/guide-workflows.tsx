'use client';
import * as Tabs from '@radix-ui/react-tabs';
import { forwardRef } from 'react';
import { useDirection, useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { withoutAnimation, withoutOutline } from '../shared/radix-styles';
import { GuideList, GuideParagraphs } from './guide-text';

/** Those of the `<div>` around the tabs; which tab is open is its own. */
export type ConnectionGuideWorkflowsProps = PartProps<'div'>;

const workflows = ['refresh', 'purgeAndRefresh', 'revoke'] as const;

/** The three ways from start to end, one tab each: refresh, purge and refresh, revoke. */
export const ConnectionGuideWorkflows = forwardRef<HTMLDivElement, ConnectionGuideWorkflowsProps>(
  function ConnectionGuideWorkflows(props, ref) {
    const { guide } = useText().labels;
    return (
      <Tabs.Root defaultValue="refresh" dir={useDirection()} asChild>
        <Part part="connection-guide-workflows" {...props} ref={ref}>
          <Tabs.List data-ck="tabs-list" style={withoutOutline} aria-label={guide.workflows}>
            {workflows.map((name) => (
              <Tabs.Trigger data-ck="tab" key={name} value={name}>
                {guide.workflow[name].name}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {workflows.map((name) => (
            <Tabs.Content key={name} value={name} asChild>
              <div data-ck="connection-guide-workflow" style={withoutAnimation}>
                <GuideParagraphs lines={[guide.workflow[name].what]} />
                <GuideList as="ol" lines={guide.workflow[name].steps} />
              </div>
            </Tabs.Content>
          ))}
        </Part>
      </Tabs.Root>
    );
  },
);
