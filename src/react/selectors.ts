/** Of the core's pure parts, those that components need at run time. */
export { isSettled, needsAttention, profileFields, toConnectionsError } from '../core';
