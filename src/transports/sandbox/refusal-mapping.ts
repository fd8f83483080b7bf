/** What the sandbox bank refuses, and an answer that it loses, as the error that the kit throws. */
import { createConnectionsError, toConnectionsError, type ConnectionsError } from '../../core/model/errors';
import { createFailure } from '../../core/model/failure';
import { AnswerLost, BankRefusal } from './bank-facts';

export function toRefusalError(thrown: unknown): ConnectionsError {
  if (thrown instanceof AnswerLost) return createConnectionsError('network');
  if (!(thrown instanceof BankRefusal)) return toConnectionsError(thrown);
  const { refused, correlationId, retryAt } = thrown;
  switch (refused) {
    case 'not-found':
      return createConnectionsError('not-found');
    case 'rate-limited':
      return createConnectionsError(
        'rate-limited',
        createFailure('too-many-requests', { correlationId, ...(retryAt !== undefined && { retryAt }) }),
      );
    case 'key-taken':
      return createConnectionsError('conflict', createFailure('conflict', { correlationId }));
    case 'wrong-answer':
      return createConnectionsError('invalid-request', createFailure('invalid-credentials', { correlationId }));
    case 'wrong-state':
    case 'not-waiting':
      return createConnectionsError('not-available', createFailure('not-available', { correlationId }));
  }
}
