export * from './connection-actions';
export * from './consent-buttons';
export type { ActionButtonProps, DestructiveButtonProps } from './action-button';
export { ConfirmLevelProvider, useConfirmLevel, type ConfirmLevel } from './confirm-level';
