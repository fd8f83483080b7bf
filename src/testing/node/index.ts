/** `connections-kit/testing/node`: what needs Node. */
export * from './listen';
