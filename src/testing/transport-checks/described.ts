/** A transport as it describes itself: a method that is there, but not described, may not be asked for. */
import { capabilitiesOf, type Capability, type Transport } from '../../core/transport';

export const methods = {
  refresh: 'refreshConnection',
  purge: 'purgeConnection',
  revoke: 'revokeConnection',
  listJobs: 'listJobs',
  reveal: 'revealProfile',
  answerChallenge: 'answerChallenge',
  consent: 'startConsent',
  watch: 'watch',
} as const satisfies Record<Capability, keyof Transport>;

export type CapabilityMethods = typeof methods;

export async function describedBy(transport: Transport): Promise<Transport> {
  const can = (await transport.describe?.())?.can ?? capabilitiesOf(transport);
  const offered = capabilitiesOf(transport).filter((capability) => can.includes(capability));
  const bound: Transport = {
    ...(transport.describe && { describe: transport.describe.bind(transport) }),
    listConnections: (query, options) => transport.listConnections(query, options),
    getConnection: (connectionId, options) => transport.getConnection(connectionId, options),
    getJob: (jobId, options) => transport.getJob(jobId, options),
  };
  const optional = offered.map((capability) => {
    const method: unknown = transport[methods[capability]];
    return [methods[capability], typeof method === 'function' ? method.bind(transport) : undefined];
  });
  return Object.assign(bound, Object.fromEntries(optional));
}
