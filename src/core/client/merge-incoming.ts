/** What a transport says of a connection, with or without its detail, merged into what is known. */
import { mergeConnection, type Connection, type ConnectionDetail, type ConnectionState } from '../model/connection';

/** An answer without the detail leaves the detail that is known. @param requestedAt when the read was asked; ISO 8601 */
export function mergeIncoming(
  known: ConnectionState | undefined,
  incoming: Connection | ConnectionDetail,
  requestedAt: string,
): ConnectionState {
  if (!('accounts' in incoming)) return mergeConnection<ConnectionState>(known, incoming, requestedAt);
  const { profile, accounts, consent, ...facts } = incoming;
  const merged = mergeConnection<ConnectionState>(known, facts, requestedAt);
  return merged === known
    ? known
    : { ...merged, detail: { accounts, ...(profile && { profile }), ...(consent && { consent }) } };
}
