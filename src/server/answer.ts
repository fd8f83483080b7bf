/** Answers of the handler: the fields of the contract as JSON that nobody keeps. */
import { takeFields, type FieldsOf } from './take-fields';

export const noStore = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

/** @throws ConnectionsError `bad-response` for a body that is no object */
export function answerJson<T extends object>(fields: FieldsOf<NoInfer<T>>, body: T, status = 200): Response {
  return new Response(JSON.stringify(takeFields(fields, body)), {
    status,
    headers: { ...noStore, 'Content-Type': 'application/json' },
  });
}
