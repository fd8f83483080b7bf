/** Words and values in the reader's language: labels filled in, and dates, times and money by `Intl`. */
import {
  actionOf,
  type ActionName,
  type Availability,
  type ConnectionStatus,
  type ConnectionState,
  type Failure,
  type Institution,
  type JobKind,
  type JobStep,
} from '../core';
import type { Labels, Plural } from '../locales/labels';

export type Values = Readonly<Record<string, string | number>>;

/** Words and values in the reader's language and time zone; the same on a server and in the browser. */
export interface Text {
  readonly labels: Labels;
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** A label with its placeholders filled in. */
  fill(template: string, values?: Values): string;
  /** The form for a count, with {count} and the other placeholders filled in. */
  plural(forms: Plural, count: number, values?: Values): string;
  /** "Hooli Bank, Raviga and Nucleus" */
  list(items: readonly string[]): string;
  number(value: number): string;
  status(status: ConnectionStatus): string;
  /** Why an action cannot be taken now; empty when it can. */
  reason(availability: Availability, action?: ActionName, connection?: Pick<ConnectionState, 'status'>): string;
  /** What happened, what it means and who must act, in whole sentences. */
  failure(failure: Failure, institution?: Pick<Institution, 'name'>): string;
  step(step: Pick<JobStep, 'key' | 'status'>): string;
  /** The gesture that jobs of these kinds, the oldest first, were part of; nothing where they were no gesture of several steps. */
  gesture(kinds: readonly JobKind[]): string | undefined;
  accountType(type: string): string;
  /** @param time ISO 8601 */
  date(time: string): string;
  dateTime(time: string): string;
  timeOfDay(time: string): string;
  /** The calendar day where the reader is, `yyyy-mm-dd`; an unreadable time as it is. */
  day(time: string | number): string;
  /** "Today", "Yesterday", or the whole date. @param day as `day` gives it @param now milliseconds since 1970; 0 when it is not known */
  dayName(day: string, now: number): string;
  /** "4 minutes ago"; where `now` is not known (0), the date. @param now milliseconds since 1970 */
  relativeTime(time: string, now: number): string;
  /** The time of day of a moment that is today, with its date otherwise. @param now milliseconds since 1970; 0 when it is not known */
  moment(time: string, now: number): string;
  /** Minutes and seconds, "4:59", with hours where there are any. */
  countdown(milliseconds: number): string;
  /** Empty where it cannot be told: a time that was not readable. */
  duration(milliseconds: number): string;
  /** A decimal string as money, with all its digits; as it is where it is not a number. */
  money(amount: string, currency: string | undefined): string;
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export function createText(labels: Labels, locale: string, timeZone: string): Text {
  const day = lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }));
  const dayAndTime = lazily(
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
  );
  const timeOfDay = lazily(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }));
  const numbers = lazily(() => new Intl.NumberFormat(locale));
  const twoDigits = lazily(() => new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 }));
  const wholeDate = lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }));
  const calendarDay = lazily(
    () =>
      new Intl.DateTimeFormat('en-CA', {
        ...{ calendar: 'gregory', numberingSystem: 'latn', timeZone },
        ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      }),
  );
  const seconds = lazily(() => new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }));
  const minutes = lazily(() => new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' }));
  const daysByTime = new Map<string | number, string>();
  /** There are few of them, and a list says the same in many rows. */
  const distances = new Map<string, string>();
  const durations = new Map<number, string>();
  const relative = lazily(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const plurals = lazily(() => new Intl.PluralRules(locale));
  const lists = lazily(() => new Intl.ListFormat(locale));

  function fill(template: string, values: Values = {}): string {
    return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return value === undefined ? placeholder : typeof value === 'number' ? numbers().format(value) : value;
    });
  }

  function format(formatter: () => Intl.DateTimeFormat, time: string): string {
    const at = Date.parse(time);
    return Number.isNaN(at) ? time : formatter().format(at);
  }

  function relativeTime(time: string, now: number): string {
    const at = Date.parse(time);
    if (now === 0 || Number.isNaN(at)) return format(day, time);
    const distance = at - now;
    // What rounds up to 24 hours is a day.
    const roundsTo = (size: number, smaller: number) => Math.round(Math.abs(distance) / smaller) * smaller >= size;
    const [unit, size] = units.find(([, size], index) => roundsTo(size, units[index + 1]?.[1] ?? size)) ?? [
      'minute',
      60_000,
    ];
    return distanceText(Math.round(distance / size), unit);
  }

  function distanceText(value: number, unit: Intl.RelativeTimeFormatUnit): string {
    const key = `${value} ${unit}`;
    const text = distances.get(key) ?? relative().format(value, unit);
    distances.set(key, text);
    return text;
  }

  function moment(time: string, now: number): string {
    const isToday = now !== 0 && format(day, time) === day().format(now);
    return format(isToday ? timeOfDay : dayAndTime, time);
  }

  /** Asked for every job of a history, again and again: each time is formatted once. */
  function dayOf(time: string | number): string {
    const known = daysByTime.get(time);
    if (known !== undefined) return known;
    const at = typeof time === 'number' ? time : Date.parse(time);
    const day = Number.isNaN(at) ? String(time) : calendarDay().format(at);
    if (typeof time === 'string') daysByTime.set(time, day);
    return day;
  }

  function dayName(day: string, now: number): string {
    const at = Date.parse(day);
    const distance = now === 0 ? NaN : Math.round((at - Date.parse(dayOf(now))) / 86_400_000);
    if (distance !== 0 && distance !== -1) return format(wholeDate, day);
    const [first = '', ...rest] = relative().format(distance, 'day');
    return [first.toLocaleUpperCase(locale), ...rest].join('');
  }

  function countdown(milliseconds: number): string {
    const left = Math.max(0, Math.ceil(milliseconds / 1000));
    const [hours, minute] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
    const tail = [twoDigits().format(minute), twoDigits().format(left % 60)];
    if (hours === 0) tail[0] = numbers().format(minute);
    return [...(hours === 0 ? [] : [numbers().format(hours)]), ...tail].join(':');
  }

  function duration(milliseconds: number): string {
    if (Number.isNaN(milliseconds)) return '';
    const value = Math.max(0, Math.round(milliseconds / 1000));
    const text =
      durations.get(value) ?? (value < 100 ? seconds().format(value) : minutes().format(Math.round(value / 60)));
    durations.set(value, text);
    return text;
  }

  return {
    labels,
    locale,
    timeZone,
    fill,
    plural: (forms, count, values) => fill(forms[plurals().select(count)] ?? forms.other, { ...values, count }),
    list: (items) => lists().format(items),
    number: (value) => numbers().format(value),
    status: (status) => labels.status[status],
    reason(availability, action, connection) {
      if (availability.available) return '';
      const purges = action === 'purge' || action === 'purgeAndRefresh' || action === 'purgeAndRevoke';
      const key = availability.reason === 'status' && purges ? 'statusPurge' : availability.reason;
      return fill(labels.reason[key], {
        status: connection ? labels.status[connection.status] : labels.status.unknown,
        time: availability.until === undefined ? '' : format(dayAndTime, availability.until),
      });
    },
    failure(failure, institution) {
      const sentence = fill(wordOr(labels.failure, failure.code, labels.failureByActor[failure.actor]), {
        institution: institution?.name ?? labels.bank,
      });
      if (failure.retryAt === undefined) return sentence;
      return `${sentence} ${fill(labels.retryAt, { time: format(dayAndTime, failure.retryAt) })}`;
    },
    step: ({ key, status }) => wordOr(status === 'succeeded' ? labels.stepDone : labels.step, key),
    gesture(kinds) {
      const name = kinds.length > 1 ? actionOf(kinds) : undefined;
      return name && labels.action[name];
    },
    accountType: (type) => wordOr(labels.accountType, type),
    date: (time) => format(day, time),
    dateTime: (time) => format(dayAndTime, time),
    timeOfDay: (time) => format(timeOfDay, time),
    day: dayOf,
    dayName,
    relativeTime,
    moment,
    countdown,
    duration,
    money(amount, currency) {
      if (!/^-?\d+(\.\d+)?$/.test(amount)) return amount;
      try {
        const style = currency === undefined ? {} : ({ style: 'currency', currency } as const);
        const { maximumFractionDigits: own = 2 } = new Intl.NumberFormat(locale, style).resolvedOptions();
        const usual = currency === undefined ? 2 : own;
        const given = amount.split('.')[1]?.length ?? 0;
        // More digits than this browser's `Intl` takes: it throws, and the amount is shown as it is.
        const digits = { minimumFractionDigits: usual, maximumFractionDigits: Math.max(usual, given) };
        return new Intl.NumberFormat(locale, { ...style, ...digits }).format(amount as `${number}`);
      } catch {
        return `${amount} ${currency ?? ''}`.trim();
      }
    },
  };
}

/** Making a formatter takes `Intl` long, and most pages need few of them. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The words for a value of the wire; where there are none, the value itself unless said otherwise. */
function wordOr(words: Readonly<Record<string, string>>, value: string, otherwise = value): string {
  return (Object.hasOwn(words, value) ? words[value] : undefined) ?? otherwise;
}

/** One language with some words changed: `extendLabels(en, { action: { refresh: 'Sync' } })`. */
export function extendLabels(base: Labels, patch: DeepPartial<Labels>): Labels {
  return merge(base, patch) as Labels;
}

export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined };

function merge(base: unknown, patch: unknown): unknown {
  if (patch === undefined) return base;
  if (typeof base !== 'object' || base === null || Array.isArray(base)) return patch;
  const changes = Object.entries(patch as object).map(([key, value]) => [key, merge(Reflect.get(base, key), value)]);
  return { ...base, ...Object.fromEntries(changes) };
}
