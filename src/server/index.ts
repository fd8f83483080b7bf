/** `connections-kit/server`: the kit's HTTP face over any transport, for any server that speaks Request and Response. */
export { createConnectionsHandler } from './handler';
export type { AuditEvent, AuditedOperation, Denial, HandlerOptions, Session } from './handler-options';
export { createMemoryJournal, type Journal, type Reservation } from './journal';
export { prefetchConnections, type PrefetchedState, type PrefetchOptions } from './prefetch';
