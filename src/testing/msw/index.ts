/** `connections-kit/testing/msw`: the server's handler as handlers of Mock Service Worker. Needs msw. */
export { createMswHandlers, type MswHandlersOptions } from './create-msw-handlers';
