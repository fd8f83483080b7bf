/** The transport of one user, as the handler calls it: a method that hangs is a `timeout`. A stream of events may take as long as it likes. */
import type { Transport } from '../core/transport';
import type { Await } from './time-limit';

const methods = [
  'describe',
  'listConnections',
  'getConnection',
  'getJob',
  'refreshConnection',
  'purgeConnection',
  'revokeConnection',
  'listJobs',
  'answerChallenge',
  'startConsent',
  'revealProfile',
] as const satisfies readonly Exclude<keyof Transport, 'watch'>[];

type Method = (...given: readonly unknown[]) => Promise<unknown>;

/** What is missing stays missing. */
export function createPatientTransport(transport: Transport, awaited: Await): Transport {
  const patient = methods.flatMap((name) => {
    const method = transport[name] as Method | undefined;
    if (method === undefined) return [];
    const call: Method = (...given) =>
      awaited(`${name} of the transport`, () => Reflect.apply(method, transport, given));
    return [[name, call] as const];
  });
  return {
    ...(Object.fromEntries(patient) as object as Transport),
    ...(transport.watch && { watch: transport.watch.bind(transport) }),
  };
}
