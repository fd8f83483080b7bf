/** Tells the host what was thrown where the answer may not say it. */
import { isConnectionsError, toConnectionsError } from '../core/model/errors';

/** Never throws. Errors of the kit's own are in the answer by their codes; a browser that hung up is no error. */
export type Report = (thrown: unknown) => void;

export function createReport(options: { onError?(error: unknown, request: Request): void }, request: Request): Report {
  return (thrown) => {
    const hungUp = request.signal.aborted && toConnectionsError(thrown).code === 'aborted';
    if (isConnectionsError(thrown) || hungUp) return;
    // What is declared to answer nothing may still answer a promise that rejects, which would end a Node process.
    void (async () => options.onError?.(thrown, request))().catch(() => {});
  };
}
