export { ConnectionGuide, type ConnectionGuideProps } from './connection-guide';
export { ConnectionGuideAction, type ConnectionGuideActionProps } from './guide-action';
export { ConnectionGuideStates, type ConnectionGuideStatesProps } from './guide-states';
export {
  ConnectionGuideTopic,
  ConnectionGuideTopics,
  type ConnectionGuideTopicProps,
  type ConnectionGuideTopicsProps,
} from './guide-topics';
export { ConnectionGuideWorkflows, type ConnectionGuideWorkflowsProps } from './guide-workflows';
