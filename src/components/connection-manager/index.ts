export * from './connection-manager';
export type { DetailTab } from './connection-detail-view';
