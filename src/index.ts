/** `connections-kit`: the provider, the hooks, the components and the model's types. */
export { ConnectionsProvider, type ConnectionsProviderProps } from './react/connections-provider';
export { extendLabels, type Text } from './react/text';
export { useAction, useAvailability, type UseAction } from './react/use-action';
export type { ClientSource } from './react/use-client-of';
export {
  useClient,
  useConnection,
  useConnections,
  useConnectionsState,
  useJob,
  useUnsettledJob,
  type UseConnection,
  type UseConnections,
} from './react/use-connections';
export { useConsent, useExpiring, useOfferedConsent } from './react/use-consent';
export { useAnswerChallenge, useCheckAgain, useDismissRemaining, type UseJobAction } from './react/use-job-actions';
export {
  connectionFilters,
  useConnectionCounts,
  useListing,
  type ConnectionFilter,
  type Listing,
  type ListingQuery,
} from './react/use-listing';
export { useBulk, type BulkAction, type BulkItem, type BulkRun, type UseBulk } from './react/use-bulk';
export { useJobs, useLinkedJob, type UseJobs, type UseLinkedJob } from './react/use-jobs';
export { useReveal, type UseReveal } from './react/use-reveal';
export { useReceipt, type Receipt } from './react/use-receipt';
export { useDirection, useNow, useOnline, useText } from './react/use-text';
export type { Labels, Plural } from './locales/labels';
export * from './components/connection-actions';
export * from './components/connection-guide';
export * from './components/connection-list';
export * from './components/connection-manager';
export * from './components/connection-profile';
export * from './components/job-history';
export * from './components/receipt';
export { FailureText, Notice, type FailureTextProps, type NoticeProps } from './components/shared/notice';
export { PageNotice, type PageNoticeProps } from './components/shared/page-notice';
export { Part, type PartProps, type PartState, type RenderPart } from './components/shared/part';
export { StatusBadge, type StatusBadgeProps, type StatusTone } from './components/shared/status-badge';
export type * from './core';
