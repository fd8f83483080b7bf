/** An answer as data, and small pure changes to the objects in it. */

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON. */
  readonly body: unknown;
  /** Of the server, as its absolute links begin. */
  readonly origin: string;
}

export type WireChange = (answer: WireAnswer) => WireAnswer;
export type WireObject = Readonly<Record<string, unknown>>;

/** Changes every object of a body, the inner ones first. */
export function inObjects(change: (object: WireObject, origin: string) => WireObject): WireChange {
  return (answer) => ({ ...answer, body: walk(answer.body, (object) => change(object, answer.origin)) });
}

/** As `inObjects`, of one `type` only. */
export function inType(type: string, change: (object: WireObject, origin: string) => WireObject): WireChange {
  return inObjects((object, origin) => (object.type === type ? change(object, origin) : object));
}

/** As `inObjects`, for every text under one of these names. */
export function inTexts(name: RegExp, change: (text: string, origin: string) => string): WireChange {
  return inObjects((object, origin) =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => [
        key,
        typeof value === 'string' && name.test(key) ? change(value, origin) : value,
      ]),
    ),
  );
}

/** The same fields in the same order, some under other names. */
export function renamed(object: WireObject, names: Readonly<Record<string, string>>): WireObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [names[name] ?? name, value]));
}

export function without(object: unknown, ...names: readonly string[]): WireObject {
  return Object.fromEntries(Object.entries(objectOf(object)).filter(([name]) => !names.includes(name)));
}

export function objectOf(value: unknown): WireObject {
  return isObject(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function walk(value: unknown, change: (object: WireObject) => WireObject): unknown {
  if (Array.isArray(value)) return value.map((inner) => walk(inner, change));
  if (!isObject(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, change)])));
}
