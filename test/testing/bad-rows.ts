/** A JSON answer as a provider with a bad day gives it: in each of its lists, rows that nobody can read. */

const badRows: readonly unknown[] = [null, 'a sentence', 7, [], {}, { id: '' }, { id: null, status: {} }];

export async function withBadRows(response: Response): Promise<Response> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return response;
  const { status } = response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return Response.json(spoilt(await response.json()), { status, headers });
}

/** The lists of an answer; what is told within a row, such as the steps of a job, is left as it is. */
const lists = ['data', 'items', 'accounts'];

function spoilt(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spoilt);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const isList = Array.isArray(inner) && lists.includes(name);
      return [name, isList ? [...badRows, ...inner.map(spoilt)] : spoilt(inner)];
    }),
  );
}
