/** Where a person is sent to give, renew or change consent: Basiq's own page, with a token bound to that person. */
import { createConnectionsError } from '../../core/model/errors';
import type { ConsentPurpose, ConsentRequest } from '../../core/transport';

const actions: Readonly<Record<ConsentPurpose, string>> = {
  connect: 'connect',
  reauthorize: 'reauthorise',
  extend: 'extend',
  manage: 'manage',
};

/**
 * `?token=…&connectionId=…` to re-authorize one connection or to go on with its linking, else `?token=…&action=…`; `state` and `institutionId` as in
 * https://api.basiq.io/docs/consent-parameters. There is no parameter for the return URL: it is set in Basiq's dashboard.
 * @throws ConnectionsError `invalid-request` for a purpose that is none
 */
export function consentUrlOf(home: string, request: ConsentRequest, token: string): string {
  const { purpose, connectionId, institutionId, state } = request;
  if (!Object.hasOwn(actions, purpose)) throw createConnectionsError('invalid-request');
  const url = new URL(home);
  url.searchParams.set('token', token);
  const isForOne = purpose === 'reauthorize' || purpose === 'connect';
  if (isForOne && connectionId !== undefined) url.searchParams.set('connectionId', connectionId);
  else url.searchParams.set('action', actions[purpose]);
  if (institutionId !== undefined) url.searchParams.set('institutionId', institutionId);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}
