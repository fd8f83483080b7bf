/** What every answer is made of: plain data, times, money and words. */

/** The places at which a value is not what JSON gives back unchanged. */
export function notPlain(value: unknown, place = 'answer'): readonly string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [place];
  if (Array.isArray(value)) return value.flatMap((inner, index) => notPlain(inner, `${place}[${index}]`));
  if (typeof value !== 'object') return [place];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return [place];
  return Object.entries(value).flatMap(([name, inner]) => notPlain(inner, `${place}.${name}`));
}

export function isTime(value: unknown): boolean {
  const known = typeof value === 'string' && /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value);
  return known && !Number.isNaN(Date.parse(value));
}

export function isMoney(value: unknown): boolean {
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value);
}

/** A code or a reference: nothing that could be a sentence. */
export function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value);
}
