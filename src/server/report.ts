/** Tells the host what was thrown where the answer may not say it. */
import { isConnectionsError, toConnectionsError } from '../core/model/errors';

/** Never throws. Errors of the kit's own are in the answer by their codes; a browser that hung up is no error. */
export type Report = (thrown: unknown) => void;

export function createReport(options: { onError?(error: unknown, request: Request): void }, request: Request): Report {
  return (thrown) => {
    if (isConnectionsError(thrown)) return;
    // What is declared to answer nothing may still answer a promise that rejects, which would end a Node process. Workers let
    // nobody but the request itself look at its signal.
    void (async () => {
      const hungUp = toConnectionsError(thrown).code === 'aborted' && request.signal.aborted;
      if (!hungUp) await options.onError?.(thrown, request);
    })().catch(() => {});
  };
}
