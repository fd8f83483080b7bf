export { JobHistory, type JobHistoryProps } from './job-history';
export {
  JobHistoryDay,
  JobHistoryEntries,
  type JobHistoryDayProps,
  type JobHistoryEntriesProps,
} from './job-history-entries';
export { JobHistoryExport, type JobHistoryExportProps } from './job-history-export';
export * from './job-history-filters';
export { JobHistoryItem, type JobHistoryItemProps } from './job-history-item';
export { JobHistoryNotices, type JobHistoryNoticesProps } from './job-history-notices';
export { JobHistoryOlder, type JobHistoryOlderProps } from './job-history-older';
export { JobHistoryRoot, type JobHistoryRootProps } from './job-history-root';
export { JobHistoryStep, type JobHistoryStepProps } from './job-steps';
export { JobHistoryTitle, type JobHistoryTitleProps } from './job-history-title';
export * from './live-job';
export { ChallengeDrafts, createChallengeDrafts } from './challenge-drafts';
export { LoadedJobHistory } from './loaded-job-history';
