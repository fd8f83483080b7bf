/** The host's own sign-in in docs/server.md: here a header names the user. */
export async function readSession(request: Request): Promise<{ basiqUserId: string; confirmedAt: number } | null> {
  const basiqUserId = request.headers.get('x-session');
  const isConfirmed = request.headers.has('x-confirmed');
  return basiqUserId === null ? null : { basiqUserId, confirmedAt: isConfirmed ? Date.now() : 0 };
}
