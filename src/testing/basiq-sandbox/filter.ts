/** Basiq's filters: `status.eq('active'),institution.id.ne('AU00000')`. */
import { WireError } from './answers';

type Row = Readonly<Record<string, string>>;

/**
 * Whether a row is asked for by its values under the names that can be filtered by.
 * Throws `WireError` for a statement that is none, or a name that is not among `names`.
 */
export function readFilter(url: URL, names: readonly string[]): (row: Row) => boolean {
  const filter = url.searchParams.get('filter')?.trim() ?? '';
  const statements = [...filter.matchAll(statement)];
  const isWhole = statements.map(([whole]) => whole).join('') === filter;
  if (!isWhole) throw new WireError('parameter-not-valid', 'The filter cannot be read.', 'filter');
  const conditions = statements.map(([, name = '', operator, value]) => {
    if (!names.includes(name)) throw new WireError('parameter-not-valid', 'The filter cannot be used here.', 'filter');
    return (row: Row) => (row[name] === value) === (operator === 'eq');
  });
  return (row) => conditions.every((holds) => holds(row));
}

const statement = /([a-z]+(?:\.[a-z]+)*)\.(eq|ne)\('([^']*)'\)(?:,\s*(?=[a-z])|$)/gi;
