/** What `authenticate` of the host gave, held to its type: a host without types may give anything, and whom it does not name, it must not let in. */
import type { Session } from './handler-options';

/**
 * @returns undefined where nobody is signed in
 * @throws TypeError for a session that does not say whose connections these are, who acts, or what may be done
 */
export function checkSession<S extends Session>(session: S | null | undefined): S | undefined {
  if (session === null || session === undefined) return undefined;
  const { userId, actorId, can } = session as { [Name in keyof Session]?: unknown };
  const isSession =
    isName(userId) && (actorId === undefined || isName(actorId)) && (can === undefined || Array.isArray(can));
  if (isSession) return session;
  throw new TypeError(
    'authenticate must give null, or a session: userId, a text that is not empty; actorId, if any, likewise; can, if any, a list.',
  );
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
