/** The host's own sign-in in docs/server.md and docs/getting-started.md: here a header names the user, or a cookie. */
export async function readSession(headers: Headers): Promise<{ basiqUserId: string; confirmedAt: number } | null> {
  const basiqUserId = headers.get('x-session') ?? /\bsession=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1] ?? null;
  const isConfirmed = headers.has('x-confirmed');
  return basiqUserId === null ? null : { basiqUserId, confirmedAt: isConfirmed ? Date.now() : 0 };
}
