/** The JSON body of a request, of 64 KiB at the most. */
import { refuse } from './problem';

const mostBytes = 64 * 1024;

/** An announced size is enough to refuse a request before anything else is done with it. */
export function refuseLargeBody(request: Request): void {
  if (Number(request.headers.get('content-length')) > mostBytes) throw tooLarge();
}

/** @throws ConnectionsError `invalid-request`: 415 for what says that it is something else, 413 for more than the limit, 400 for what is no JSON */
export async function readJson(request: Request): Promise<unknown> {
  if (!jsonType.test(request.headers.get('content-type') ?? 'application/json')) throw wrongType();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of chunksOf(request)) text += decodePart(decoder, chunk);
  return parse(text + decodePart(decoder));
}

/** For a request whose body says nothing: it may not be larger than another's, either. */
export async function skipBody(request: Request): Promise<void> {
  for await (const _chunk of chunksOf(request));
}

/** Reads no further than the limit, whatever the request says of its size. */
async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > mostBytes) {
      void reader?.cancel().catch(() => {});
      throw tooLarge();
    }
    yield chunk.value;
  }
}

function decodePart(decoder: TextDecoder, part?: Uint8Array): string {
  try {
    return part ? decoder.decode(part, { stream: true }) : decoder.decode();
  } catch {
    throw refuse('invalid-request');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse('invalid-request');
  }
}

const jsonType = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

function wrongType() {
  return refuse('invalid-request', { status: 415, headers: { Accept: 'application/json' } });
}

function tooLarge() {
  return refuse('invalid-request', { status: 413 });
}
