/** Takes from a value the fields that are listed, and nothing else. */
import { createConnectionsError } from '../core/model/errors';

type Plain = string | number | boolean | null;

/** A field that the type has and the list has not does not compile; nor does `true` for a field with fields of its own. */
export type FieldsOf<T> = { readonly [Name in keyof T]-?: Kept<Exclude<T[Name], undefined>> };
type Kept<Value> = Value extends Plain | readonly Plain[]
  ? true
  : Value extends readonly (infer Row)[]
    ? readonly [FieldsOf<Row>]
    : string extends keyof Value
      ? 'numbers'
      : FieldsOf<Value>;

/**
 * What is not of the kind that its type says is left out.
 * @throws ConnectionsError `bad-response` for a value that has no fields at all
 */
export function takeFields<T extends object>(fields: FieldsOf<NoInfer<T>>, value: T): T {
  const taken = take(fields as object as Fields, value);
  if (taken === undefined) throw createConnectionsError('bad-response');
  return taken as T;
}

type Fields = { readonly [name: string]: AnyKept };
type AnyKept = true | 'numbers' | readonly [Fields] | Fields;

function take(kept: AnyKept, value: unknown): unknown {
  if (kept === true) return Array.isArray(value) ? value.filter(isPlain) : isPlain(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (kept === 'numbers') return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'number'));
  if (isRows(kept)) return Array.isArray(value) ? present(value.map((row) => take(kept[0], row))) : undefined;
  const entries = Object.entries(kept).map(([name, inner]) => [name, take(inner, value[name as keyof typeof value])]);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined)) as unknown;
}

function present(rows: readonly unknown[]): readonly unknown[] {
  return rows.filter((row) => row !== undefined);
}

function isRows(kept: Fields | readonly [Fields]): kept is readonly [Fields] {
  return Array.isArray(kept);
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
