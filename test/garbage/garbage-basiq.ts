/** A fetch that answers for Basiq with what fast-check has drawn, and counts its answers. */
import { toJson, damaged, scrapAt, type Damage } from './damage';
import { gossip } from './seeded';
import { answerTo, refusal } from './wire';

export interface GarbageBasiq {
  fetch: typeof globalThis.fetch;
  answered(): number;
}

/** @param drawn one for each answer in turn, then from the start; tokens stay good for as long as `goodTokens` */
export function garbageBasiq(drawn: readonly Damage[], goodTokens: boolean): GarbageBasiq {
  let answered = 0;
  return {
    answered: () => answered,
    async fetch(input) {
      const { pathname } = new URL(input instanceof Request ? input.url : String(input));
      const good = answerTo(pathname);
      if (goodTokens && pathname === '/token') return Response.json(good);
      const next = drawn[answered % drawn.length];
      answered += 1;
      return next === undefined ? Response.json(good) : answerOf(good, next);
    },
  };
}

const statuses = [400, 401, 403, 404, 408, 409, 410, 418, 429, 451, 500, 501, 502, 503, 504, 599, 299, 203] as const;
const html = `<!doctype html><title>502</title><p>${gossip}</p>`;

function answerOf(good: unknown, { way, edits, choice }: Damage): Response {
  const status = statuses[choice % statuses.length] ?? 500;
  if (way === 'good') return json(200, good);
  if (way === 'edits') return json(200, damaged(good, edits));
  if (way === 'anything') return json(choice % 3 === 0 ? status : 200, damaged(scrapAt(choice), edits));
  if (way === 'empty') return choice % 2 === 0 ? new Response(null, { status: 204 }) : text(200, ' \n');
  if (way === 'html') return text(choice % 2 === 0 ? 200 : status, html);
  if (way === 'refusal') return json(status, choice % 2 === 0 ? refusal : damaged(refusal, edits), retryAfter(choice));
  if (way === 'bare-status') return text(status, gossip, retryAfter(choice));
  if (way === 'truncated') {
    const whole = toJson(good);
    return text(200, whole.slice(0, choice % whole.length));
  }
  if (way === 'broken-off') return new Response(brokenOff(toJson(good)), { status: 200 });
  throw thrownAt(choice);
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return text(status, toJson(body), { 'Content-Type': 'application/json', ...headers });
}

function text(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

const waits = ['0', '30', '-5', '1e9', '99999999999', '9'.repeat(400), 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon', ' '];

function retryAfter(choice: number): Record<string, string> {
  return choice % 3 === 0 ? { 'Retry-After': waits[choice % waits.length] ?? '' } : {};
}

function brokenOff(whole: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(whole.slice(0, whole.length / 2)));
      controller.error(new TypeError(gossip));
    },
  });
}

function thrownAt(choice: number): unknown {
  const things = [new TypeError(gossip), new DOMException(gossip, 'AbortError'), gossip, null, undefined, { gossip }];
  return things[choice % things.length];
}
