export * from './connection-actions';
export type { ActionButtonProps } from './action-button';
