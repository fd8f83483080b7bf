/**
 * What is not on the first screen: it is loaded together, when something of it is wanted first. One request, for each file more
 * would cut what all of them share into pieces.
 */
export * from './connection-actions/confirmations';
export { GuideContent } from './connection-guide/guide-content';
export { AccountList } from './connection-profile/account-list';
export { InterruptedNotice, LostNotice } from './connection-profile/left-over-notices';
export { ChallengeForm } from './job-history/challenge-form';
export { JobHistory } from './job-history/job-history';
export { ReceiptDialog } from './receipt/receipt-dialog';
export { ReceiptNoticeContent } from './receipt/receipt-notice-content';
