import { describe, expect, it } from 'vitest';
import { extendLabels } from 'connections-kit';
import type { Availability, ConnectionStatus, Failure, UnavailableReason } from '../../src/core';
import { actions, createFailure, type ActionName } from '../../src/core';
import { en } from 'connections-kit/locales/en';
import { createText } from '../../src/react/text';

const text = createText(en, 'en-AU', 'Australia/Sydney');
const now = Date.parse('2026-11-22T09:00:00.000Z');
const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString();
/** `Intl` sets narrow and non-breaking spaces as it likes. */
const plain = (words: string) => words.replace(/\s/gu, ' ');

const statuses: readonly ConnectionStatus[] = [
  'pre-init',
  'pending',
  'active',
  'invalid',
  'failed',
  'revoked',
  'unknown',
];
const reasons: readonly UnavailableReason[] = [
  'busy',
  'status',
  'cool-down',
  'unsupported',
  'forbidden',
  'offline',
  'signed-out',
];
/** `availability()` always names the end of a cool-down. */
const end = '2026-11-22T09:10:00.000Z';
const actionNames = Object.keys(actions) as readonly ActionName[];
const isSentence = /^\p{Lu}.*[^\s][.?!]$/su;
const unfilled = /\{|\}/;

describe('a reason', () => {
  it.each(reasons)('%s is a whole sentence for each action and status', (reason) => {
    for (const action of actionNames) {
      for (const status of statuses) {
        for (const until of reason === 'cool-down' ? [end] : [undefined, end]) {
          const availability: Availability = { available: false, reason, ...(until !== undefined && { until }) };
          for (const sentence of [text.reason(availability), text.reason(availability, action, { status })]) {
            expect(sentence).toMatch(isSentence);
            expect(sentence).not.toMatch(unfilled);
            expect(sentence).not.toMatch(/\s[.]/);
          }
        }
      }
    }
  });

  it('is empty for what can be done', () => {
    expect(text.reason({ available: true }, 'refresh')).toBe('');
  });

  it('of a purge says that data can be purged only while a connection is active', () => {
    const unavailable = { available: false, reason: 'status' } as const;
    expect(text.reason(unavailable, 'purge', { status: 'invalid' })).toContain('only while a connection is active');
    expect(text.reason(unavailable, 'refresh', { status: 'revoked' })).toBe(
      'Not possible while this connection is “Revoked”.',
    );
  });

  it('of a cool-down names its end in the zone of the reader', () => {
    const coolDown = { available: false, reason: 'cool-down', until: '2026-11-22T09:10:00.000Z' } as const;
    expect(plain(text.reason(coolDown, 'refresh'))).toBe('Available again 22 Nov 2026, 8:10 pm.');
  });
});

describe('a failure', () => {
  const codes = [
    ...Object.keys(en.failure),
    ...['unknown-error', 'resource-not-found', 'invalid-request', 'provider', 'disposed', 'aborted', 'never-heard-of'],
    ...['constructor', '__proto__', ''],
  ];

  it.each(codes)('%s is said in whole sentences, with the bank’s name or without', (code) => {
    for (const retryAt of [undefined, '2026-11-22T09:10:00.000Z']) {
      const failure = createFailure(code, retryAt === undefined ? {} : { retryAt });
      for (const sentence of [text.failure(failure), text.failure(failure, { name: 'Hooli Bank' })]) {
        expect(sentence).toMatch(isSentence);
        expect(sentence).not.toMatch(unfilled);
      }
    }
  });

  it('has the words of who must act where its code has none', () => {
    const failure: Failure = { code: 'new', actor: 'wait', retryable: true };
    expect(text.failure(failure)).toBe(en.failureByActor.wait);
  });

  it('ends with the time of the next try where one is known', () => {
    const failure = createFailure('rate-limited', { retryAt: '2026-11-22T09:10:00.000Z' });
    expect(plain(text.failure(failure, { name: 'Hooli Bank' }))).toBe(
      'Hooli Bank was asked too often. Nothing for you to do but wait. Try again 22 Nov 2026, 8:10 pm.',
    );
  });
});

it.each(statuses)('the status %s has a word, a hint and a summary', (status) => {
  for (const words of [text.status(status), en.statusHint[status], en.statusSummary[status]]) {
    expect(words).toMatch(/^\p{Lu}/u);
  }
});

describe('words of the wire', () => {
  it('are the kit’s where it has some, and their own where not', () => {
    expect(text.step({ key: 'accounts', status: 'running' })).toBe('Retrieving accounts');
    expect(text.step({ key: 'accounts', status: 'succeeded' })).toBe('Retrieved accounts');
    expect(text.step({ key: 'fetch-insights', status: 'running' })).toBe('fetch-insights');
    expect(text.step({ key: 'constructor', status: 'running' })).toBe('constructor');
    expect(text.accountType('credit-card')).toBe('Credit card');
    expect(text.accountType('crypto-wallet')).toBe('crypto-wallet');
  });
});

describe('times', () => {
  it.each<[string, number, string]>([
    ['now', 0, 'this minute'],
    ['29 seconds ago', 29_000, 'this minute'],
    ['4 minutes ago', 4 * 60_000, '4 minutes ago'],
    ['5 minutes ahead', -5 * 60_000, 'in 5 minutes'],
    ['an hour ago', 3_600_000, '1 hour ago'],
    ['23 hours and 29 minutes ago', 23 * 3_600_000 + 29 * 60_000, '23 hours ago'],
    ['what rounds up to 24 hours', 23 * 3_600_000 + 31 * 60_000, 'yesterday'],
    ['what rounds up to 60 minutes', 59.6 * 60_000, '1 hour ago'],
    ['a day ago', 86_400_000, 'yesterday'],
    ['5 days ahead', -5 * 86_400_000, 'in 5 days'],
    ['40 days ago', 40 * 86_400_000, 'last month'],
    ['two years ago', 730 * 86_400_000, '2 years ago'],
  ])('%s', (_name, distance, expected) => {
    expect(text.relativeTime(ago(distance), now)).toBe(expected);
  });

  it('are a date where the present time is not known', () => {
    expect(text.relativeTime(ago(0), 0)).toBe('22 Nov 2026');
  });

  it.each(['', 'yesterday', '2026-99-99T00:00:00Z', '0000-00-00'])(
    'that cannot be read stay as they are: “%s”',
    (time) => {
      expect([text.date(time), text.dateTime(time), text.relativeTime(time, now)]).toEqual([time, time, time]);
    },
  );
});

describe('days', () => {
  it('are those of the reader’s time zone, however the language writes them', () => {
    expect(text.day('2026-11-22T12:59:59.999Z')).toBe('2026-11-22');
    expect(text.day('2026-11-22T13:00:00.000Z')).toBe('2026-11-23');
    expect(createText(en, 'ar-SA', 'UTC').day('2026-11-22T13:00:00.000Z')).toBe('2026-11-22');
    expect(text.day(now)).toBe('2026-11-22');
  });

  it('are named in the reader’s words', () => {
    expect(text.dayName('2026-11-22', now)).toBe('Today');
    expect(text.dayName('2026-11-21', now)).toBe('Yesterday');
    expect(text.dayName('2026-11-23', now)).toBe('Monday, 23 November 2026');
    expect(text.dayName('2026-11-20', now)).toBe('Friday, 20 November 2026');
    expect(createText(en, 'de', 'UTC').dayName('2026-11-21', now)).toBe('Gestern');
  });

  it('have their date while the time is not known, and are as they are where they cannot be read', () => {
    expect(text.dayName('2026-11-22', 0)).toBe('Sunday, 22 November 2026');
    expect(text.day('soon')).toBe('soon');
    expect(text.dayName('soon', now)).toBe('soon');
  });
});

describe('a gesture', () => {
  it('is named by the kinds of its jobs, where it has several', () => {
    expect(text.gesture(['purge', 'refresh'])).toBe('Purge and refresh');
    expect(text.gesture(['purge', 'revoke'])).toBe('Disconnect and delete data');
    expect(text.gesture(['refresh'])).toBeUndefined();
    expect(text.gesture(['refresh', 'connect'])).toBeUndefined();
  });
});

describe('durations', () => {
  it.each([
    [0, '0 secs'],
    [-5_000, '0 secs'],
    [1_400, '1 sec'],
    [99_000, '99 secs'],
    [100_000, '2 mins'],
    [59 * 60_000, '59 mins'],
  ])('of %i ms', (milliseconds, expected) => {
    expect(plain(text.duration(milliseconds))).toBe(expected);
  });

  it('that are no number are not shown as one', () => {
    expect(text.duration(Number.NaN)).toBe('');
  });
});

describe('a moment', () => {
  it.each([
    ['today in the zone of the reader', '2026-11-21T13:30:00.000Z', now, '12:30 am'],
    ['before midnight there', '2026-11-21T12:30:00.000Z', now, '21 Nov 2026, 11:30 pm'],
    ['where the present is not known', '2026-11-22T08:00:00.000Z', 0, '22 Nov 2026, 7:00 pm'],
    ['that cannot be read', 'soon', now, 'soon'],
  ])('%s', (_name, time, present, said) => {
    expect(plain(text.moment(time, present))).toBe(said);
  });
});

it.each([
  [299_000, '4:59'],
  [59_001, '1:00'],
  [7_000, '0:07'],
  [0, '0:00'],
  [-5_000, '0:00'],
  [3_605_000, '1:00:05'],
  [90_000_000, '25:00:00'],
])('%i ms that are left count as %s', (milliseconds, said) => {
  expect(text.countdown(milliseconds)).toBe(said);
});

describe('money', () => {
  it.each<[string, string | undefined, string]>([
    ['1234.5', 'AUD', '$1,234.50'],
    ['-12.30', 'AUD', '-$12.30'],
    ['12345678901234567890.12', 'AUD', '$12,345,678,901,234,567,890.12'],
    ['10', 'XYZ', 'XYZ 10.00'],
    ['10', 'dollars', '10 dollars'],
    ['10', '', '10'],
    ['10.126', undefined, '10.126'],
    ['0.12345678901234567890', 'AUD', '$0.1234567890123456789'],
    [`0.${'3'.repeat(120)}`, 'AUD', `0.${'3'.repeat(120)} AUD`],
    ['1200', 'JPY', 'JPY 1,200'],
    ['1200.5', 'JPY', 'JPY 1,200.5'],
    ['1.5', 'BHD', 'BHD 1.500'],
    ['n/a', 'AUD', 'n/a'],
    ['1e3', 'AUD', '1e3'],
    ['', 'AUD', ''],
  ])('“%s” in %s', (amount, currency, expected) => {
    expect(plain(text.money(amount, currency))).toBe(expected);
  });
});

describe('placeholders and plural forms', () => {
  it('fill in what is given, and only that', () => {
    expect(text.fill('{a} and {b} of {count}', { a: 'one', count: 1234 })).toBe('one and {b} of 1,234');
    expect(text.fill('{constructor}')).toBe('{constructor}');
  });

  it('do not read placeholders in what is filled in', () => {
    expect(text.fill('{name} {time}', { name: '{time} $& $1', time: 'now' })).toBe('{time} $& $1 now');
  });

  it('choose by the rules of the language, and fall back to `other`', () => {
    const forms = { one: '{count} bank', other: '{count} banks' };
    expect([0, 1, 2].map((count) => text.plural(forms, count))).toEqual(['0 banks', '1 bank', '2 banks']);
    const polish = createText(en, 'pl', 'UTC');
    const few = { one: 'konto', few: '{count} konta', many: '{count} kont', other: '{count} konta' };
    expect([1, 3, 5].map((count) => polish.plural(few, count))).toEqual(['konto', '3 konta', '5 kont']);
    expect(polish.plural({ other: '{count} accounts' }, 5)).toBe('5 accounts');
  });
});

describe('extendLabels', () => {
  it('changes some words and leaves the language that it began with alone', () => {
    const extended = extendLabels(en, {
      action: { refresh: 'Sync' },
      failure: { 'our-code': 'Ours.' },
      confirm: { purge: { will: ['One.', 'Two.'] } },
      list: { linked: { one: 'one bank' } },
    });
    expect(extended.action).toEqual({ ...en.action, refresh: 'Sync' });
    expect(extended.failure).toMatchObject({ 'our-code': 'Ours.', network: en.failure.network });
    expect(extended.confirm.purge).toEqual({ ...en.confirm.purge, will: ['One.', 'Two.'] });
    expect(extended.list.linked).toEqual({ one: 'one bank', other: en.list.linked.other });
    expect(en.action.refresh).toBe('Refresh');
    expect(en.confirm.purge.will).toHaveLength(1);
  });

  it('takes undefined for no change, and changes no prototype', () => {
    const patch = JSON.parse('{ "failure": { "__proto__": { "polluted": "yes" } } }') as object;
    expect(extendLabels(en, { action: undefined, ...patch }).action).toBe(en.action);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
