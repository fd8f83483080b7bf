/** `connections-kit/core`: the model, the two stores and the client. No React, no DOM needed. */
export * from './model/actions';
export * from './model/availability';
export * from './model/clock';
export * from './model/connection';
export * from './model/create-job';
export * from './model/errors';
export * from './model/failure';
export * from './model/job';
export * from './model/lifecycle';
export * from './model/mask';
export * from './transport';
export * from './stores/connection-store';
export * from './stores/job-store';
export * from './stores/selectors';
export type { LoadState, ReadonlyStore } from './stores/store';
export * from './client/environment';
export * from './client/client';
export * from './client/create-client';
