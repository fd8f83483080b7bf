/** The JSON body of a request, of 64 KiB at the most. */
import { refuse } from './problem';

const mostBytes = 64 * 1024;

/** For requests whose body nobody reads: an announced size is enough to refuse them. */
export function refuseLargeBody(request: Request): void {
  if (Number(request.headers.get('content-length')) > mostBytes) throw tooLarge();
}

/** Reads no further than the limit, whatever the request says of its size. */
export async function readJson(request: Request): Promise<unknown> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let text = '';
  const reader = request.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > mostBytes) {
      void reader?.cancel().catch(() => {});
      throw tooLarge();
    }
    text += decodePart(decoder, chunk.value);
  }
  return parse(text + decodePart(decoder));
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

function tooLarge() {
  return refuse('invalid-request', { status: 413 });
}
