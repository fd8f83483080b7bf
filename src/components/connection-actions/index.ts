export * from './connection-actions';
export type { ActionButtonProps } from './action-button';
export { FixButton } from './fix-button';
