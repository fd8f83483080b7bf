export * from './job-history';
export * from './job-history-item';
export { JobHistoryStep, type JobHistoryStepProps } from './job-steps';
export * from './live-job';
export { ChallengeDrafts, createChallengeDrafts } from './challenge-drafts';
