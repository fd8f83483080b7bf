export * from './connection-list';
export { ConnectionListItem, type ConnectionListItemProps } from './connection-list-item';
