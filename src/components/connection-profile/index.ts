export * from './account-list';
export * from './connection-facts';
export * from './connection-header';
export * from './connection-notices';
export * from './connection-profile';
export * from './masked-field';
export { GoneNotice, type GoneNoticeProps } from './gone-notice';
