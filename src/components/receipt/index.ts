export * from './receipt-button';
export * from './receipt-notice';
