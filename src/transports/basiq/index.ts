/** `connections-kit/transports/basiq`: Basiq's API v3, for a server. */
export { createBasiq, type Basiq, type BasiqOptions } from './create-basiq';
