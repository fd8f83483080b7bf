/** What every decorator of a transport needs: to stand between its methods and whoever calls them, all in one place. */
import type { CommandOptions, Transport } from '../core/transport';

export type RequestMethod = Exclude<keyof Transport, 'watch'>;
export type Watch = NonNullable<Transport['watch']>;

/** One call of a method. */
export interface Asked {
  method: RequestMethod;
  /** Its arguments, but for the options. */
  values: readonly unknown[];
  options: CommandOptions | undefined;
  /** Passes it on; never throws, but rejects. */
  send(values: readonly unknown[], options: CommandOptions | undefined): Promise<unknown>;
}

type Call = (...values: readonly unknown[]) => Promise<unknown>;

/** What is missing stays missing: no capability comes or goes. */
export function decorateTransport(
  transport: Transport,
  request: (asked: Asked) => Promise<unknown>,
  watch: (watch: Watch) => Watch,
): Transport {
  const requests = Object.entries(optionsAt).flatMap(([name, place]) => {
    const method = name as RequestMethod;
    if (!transport[method]) return [];
    const call = (transport[method] as Call).bind(transport);
    const send: Asked['send'] = async (values, options) => call(...values, options);
    const decorated: Call = (...values) =>
      request({
        method,
        values: values.slice(0, place),
        options: values[place] as CommandOptions | undefined,
        send,
      });
    return [[method, decorated]];
  });
  return {
    ...(Object.fromEntries(requests) as object as Transport),
    ...(transport.watch && { watch: watch(transport.watch.bind(transport)) }),
  };
}

/** The place of the options among a method's arguments. */
const optionsAt = {
  describe: 0,
  listConnections: 1,
  getConnection: 1,
  getJob: 1,
  listJobs: 1,
  refreshConnection: 1,
  purgeConnection: 1,
  revokeConnection: 1,
  answerChallenge: 2,
  startConsent: 1,
  revealProfile: 2,
} as const satisfies Record<RequestMethod, number>;
