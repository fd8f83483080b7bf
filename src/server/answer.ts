/** Answers of the handler: JSON that nobody keeps. */

export const noStore = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

export function answerJson(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...noStore, 'Content-Type': 'application/json' } });
}
