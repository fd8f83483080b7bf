/** The calls of a transport as one table, for what is promised of each of them alike. */
import type { Capability, RequestOptions, Transport } from '../../core/transport';
import { NothingToCheck } from './needs';

export interface Call {
  name: string;
  needs: readonly Capability[];
  /** @param id of a connection or of a job; without meaning for a list */
  ask(transport: Transport, id: string, options?: RequestOptions): Promise<unknown>;
}

/** Each names a connection. */
export const connectionCalls: readonly Call[] = [
  { name: 'getConnection', needs: [], ask: ({ getConnection }, id, options) => getConnection(id, options) },
  {
    name: 'refreshConnection',
    needs: ['refresh'],
    ask: ({ refreshConnection }, id, options) => offered(refreshConnection)(id, options),
  },
  {
    name: 'purgeConnection',
    needs: ['purge'],
    ask: ({ purgeConnection }, id, options) => offered(purgeConnection)(id, options),
  },
  {
    name: 'revokeConnection',
    needs: ['revoke'],
    ask: ({ revokeConnection }, id, options) => offered(revokeConnection)(id, options),
  },
  {
    name: 'revealProfile',
    needs: ['reveal'],
    ask: ({ revealProfile }, id, options) => offered(revealProfile)(id, 'fullName', options),
  },
  {
    name: 'startConsent',
    needs: ['consent'],
    ask: ({ startConsent }, id, options) =>
      offered(startConsent)({ purpose: 'reauthorize', connectionId: id }, options),
  },
];

/** Each names a job. */
export const jobCalls: readonly Call[] = [
  { name: 'getJob', needs: [], ask: ({ getJob }, id, options) => getJob(id, options) },
  {
    name: 'answerChallenge',
    needs: ['answerChallenge'],
    ask: ({ answerChallenge }, id, options) => offered(answerChallenge)(id, ['1234'], options),
  },
];

/** Neither names anything. */
export const listCalls: readonly Call[] = [
  {
    name: 'describe',
    needs: [],
    ask({ describe }, _id, options) {
      if (!describe) throw new NothingToCheck('the transport does not describe itself');
      return describe(options);
    },
  },
  {
    name: 'listConnections',
    needs: [],
    ask: ({ listConnections }, _id, options) => listConnections({}, options),
  },
  { name: 'listJobs', needs: ['listJobs'], ask: ({ listJobs }, _id, options) => offered(listJobs)({}, options) },
];

function offered<T>(method: T | undefined): T {
  if (method === undefined) throw new Error('The check does not say that it needs this method');
  return method;
}
