'use client';
/** The help itself: accordions for what there is, tabs for the three ways through it. */
import { useText } from '../../react/use-text';
import { ConnectionGuideAction } from './guide-action';
import { ConnectionGuideStates } from './guide-states';
import { GuideParagraphs } from './guide-text';
import { ConnectionGuideTopic, ConnectionGuideTopics } from './guide-topics';
import { ConnectionGuideWorkflows } from './guide-workflows';

export function GuideContent() {
  const { guide } = useText().labels;
  return (
    <>
      <ConnectionGuideTopics defaultOpen={['connection']}>
        <ConnectionGuideTopic value="connection" icon="link" title={guide.connection.title}>
          <GuideParagraphs lines={guide.connection.what} />
        </ConnectionGuideTopic>
        <ConnectionGuideTopic value="states" icon="info" title={guide.states}>
          <ConnectionGuideStates />
        </ConnectionGuideTopic>
        <ConnectionGuideAction action="refresh" />
        <ConnectionGuideAction action="purge" />
        <ConnectionGuideAction action="revoke" />
      </ConnectionGuideTopics>
      <h4 data-ck="section-title">{guide.workflows}</h4>
      <ConnectionGuideWorkflows />
    </>
  );
}
