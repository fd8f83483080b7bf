/** The form of an answer, as data, and where a value does not keep to it. */

/** What a place of an answer can break. */
export type Promised = 'fields' | 'types' | 'kinds' | 'words' | 'times' | 'money' | 'addresses' | 'masks';

export type Shape =
  | { is: 'value'; promise: Promised; holds(value: unknown): boolean }
  | { is: 'list'; of: Shape }
  | { is: 'record'; fields: Fields }
  /** Any names, as long as they are words. */
  | { is: 'map'; of: Shape }
  | { is: 'one of'; byType: Readonly<Record<string, Shape>> };
type Fields = Readonly<Record<string, Shape | Optional>>;

interface Optional {
  optional: Shape;
}

/** A field that the type has and the shape has not does not compile, nor one that is optional in one of them alone. */
type FieldsOf<T> = { readonly [Name in keyof T]-?: object extends Pick<T, Name> ? Optional : Shape };

export interface Fault {
  /** `connection.institution.logoUrl` */
  place: string;
  promise: Promised;
}

export const record = <T extends object>(fields: FieldsOf<T>): Shape => ({ is: 'record', fields: fields as Fields });
export const optional = (shape: Shape): Optional => ({ optional: shape });
export const list = (of: Shape): Shape => ({ is: 'list', of });
export const map = (of: Shape): Shape => ({ is: 'map', of });
/** By its field `type`. */
export const oneOf = (byType: Readonly<Record<string, Shape>>): Shape => ({ is: 'one of', byType });
export const value = (promise: Promised, holds: (value: unknown) => boolean): Shape => ({
  is: 'value',
  promise,
  holds,
});
/** What is no text at all breaks another promise than a text that is not as it should be. */
export const text = (promise: Promised = 'types', holds: (text: string) => boolean = (one) => one !== ''): Shape =>
  value(promise, (one) => typeof one === 'string' && holds(one));

export function faultsIn(shape: Shape, found: unknown, place: string): readonly Fault[] {
  switch (shape.is) {
    case 'value':
      return shape.holds(found) ? [] : [{ place, promise: shape.promise }];
    case 'list':
      return Array.isArray(found) ? found.flatMap((one) => faultsIn(shape.of, one, `${place}[]`)) : wrongType(place);
    case 'map':
      return isRecord(found)
        ? Object.entries(found).flatMap(([name, one]) => faultsIn(shape.of, one, `${place}.${name}`))
        : wrongType(place);
    case 'one of': {
      const type = isRecord(found) ? String(found.type) : '';
      const of = Object.hasOwn(shape.byType, type) ? shape.byType[type] : undefined;
      return of ? faultsIn(of, found, place) : wrongType(`${place}.type`);
    }
    case 'record':
      return isRecord(found) ? faultsOfRecord(shape.fields, found, place) : wrongType(place);
  }
}

function faultsOfRecord(fields: Fields, found: Readonly<Record<string, unknown>>, place: string): readonly Fault[] {
  const unknown = Object.keys(found).filter((name) => !Object.hasOwn(fields, name));
  return [
    ...unknown.map((name): Fault => ({ place: `${place}.${name}`, promise: 'fields' })),
    ...Object.entries(fields).flatMap(([name, field]) => {
      const isOptional = 'optional' in field;
      if (!Object.hasOwn(found, name)) return isOptional ? [] : wrongType(`${place}.${name}`);
      return faultsIn(isOptional ? field.optional : field, found[name], `${place}.${name}`);
    }),
  ];
}

function wrongType(place: string): readonly Fault[] {
  return [{ place, promise: 'types' }];
}

function isRecord(found: unknown): found is Readonly<Record<string, unknown>> {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}
