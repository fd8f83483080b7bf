import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { AuditEvent } from '../../src/server';
import { readReturnUrl } from '../../src/server/return-url';
import { createAsk, createFakeTransport } from './fake-transport';

const hosts = ['bank.example', 'Apps.Bank.example:8443', 'localhost:5173', '127.0.0.1:5173', '[::1]:5173'];

function prepare(redirectHosts?: readonly string[]) {
  const transport = createFakeTransport();
  const events: AuditEvent[] = [];
  const authorize = vi.fn(() => true as const);
  const onAudit = (event: AuditEvent) => void events.push(event);
  const ask = createAsk(transport, { authorize, onAudit, ...(redirectHosts && { redirectHosts }) });
  const start = (returnUrl: string, headers: Record<string, string> = {}) =>
    ask('POST /consents', { body: { purpose: 'connect', returnUrl }, headers });
  return { transport, events, authorize, start };
}

describe('the way back from a consent', () => {
  it.each([
    ['https://bank.example', 'https://bank.example/'],
    ['HTTPS://Bank.Example/Accounts', 'https://bank.example/Accounts'],
    [
      'https://bank.example/accounts?next=https://evil.example&a=\\b#@evil.example',
      'https://bank.example/accounts?next=https://evil.example&a=\\b#@evil.example',
    ],
    ['https://bank.example/a\r\nSet-Cookie: a=b', 'https://bank.example/aSet-Cookie:%20a=b'],
    ['https://apps.bank.example:8443/', 'https://apps.bank.example:8443/'],
    ['http://localhost:5173/', 'http://localhost:5173/'],
    ['https://localhost:5173/', 'https://localhost:5173/'],
    ['http://127.0.0.1:5173/', 'http://127.0.0.1:5173/'],
    ['http://[::1]:5173/', 'http://[::1]:5173/'],
  ])('may be %j', (value, written) => {
    expect(readReturnUrl(value, hosts)).toBe(written);
  });

  it.each([
    // Elsewhere.
    'https://evil.example/',
    'https://bank.example.evil.example/',
    'https://evil-bank.example/',
    'https://www.bank.example/',
    'https://bank.example./',
    'https://bank.example:8443/',
    'https://apps.bank.example/',
    'https://apps.bank.example:443/',
    'https://localhost/',
    'http://localhost:5174/',
    // Not over TLS, or not of the web.
    'http://bank.example/',
    'javascript://bank.example/%0aalert(1)',
    'javascript:alert(1)',
    'data:text/html,bank.example',
    'ftp://bank.example/',
    'blob:https://bank.example/a',
    'view-source:https://bank.example/',
    // Without a host of its own.
    '',
    '/accounts',
    '//bank.example/',
    '//evil.example/',
    '?a=b',
    'bank.example/',
    // Hides where it leads.
    'https://bank.example@evil.example/',
    'https://bank.example:pass@evil.example/',
    'https://evil.example@bank.example/',
    'https://@bank.example/',
    'https://:@bank.example/',
    'https://bank.example\\@evil.example/',
    'https://bank.example%40evil.example/',
    'https://evil.example\\.bank.example/',
    'https:\\\\bank.example/',
    'https:/\\bank.example/',
    'https:/bank.example/',
    'https:bank.example/',
    'https:///bank.example/',
    '\\\\bank.example/',
    ' https://bank.example/',
    'https://bank.example /',
    '\nhttps://bank.example/',
    'ht\ntps://bank.example/',
    'https://bank\t.example/',
    'https://bank.example\n',
    'https://b%61nk.example/',
    // Another alphabet: two that are read as another host, and three that are read as this one.
    'https://bаnk.example/',
    'https://bank。example.evil.example/',
    'https://ban\u212A.example/',
    'https://ｂank.example/',
    'https://bank．example/',
    'https://ba\u00ADnk.example/',
    // Numbers.
    'http://2130706433:5173/',
    'http://0x7f.1:5173/',
    'http://127.1:5173/',
    'http://[0:0:0:0:0:0:0:1]:5173/',
    'http://[::ffff:127.0.0.1]:5173/',
    'http://0.0.0.0:5173/',
  ])('may not be %j', async (value) => {
    const { start, transport, authorize, events } = prepare(hosts);
    expect(await start(value)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(transport.startConsent).not.toHaveBeenCalled();
    expect(authorize).not.toHaveBeenCalled();
    expect(events).toEqual([]);
  });

  it('is on a host of the list, however the address is put together, and whoever reads it', () => {
    const part = fc.constantFrom(
      ...[
        'https:',
        'http:',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '?',
        '#',
        '.',
        '%2f',
        '%40',
        '\t',
        '\n',
        ' ',
        '\u3002',
        '[',
        ']',
      ],
      ...['bank.example', 'evil.example', 'localhost', '127.0.0.1', '5173', '8443', '443', 'a', '*', 'javascript:'],
    );
    const allowed = [
      'https://bank.example',
      'https://apps.bank.example:8443',
      ...['localhost', '127.0.0.1', '[::1]'].flatMap((host) => [`https://${host}:5173`, `http://${host}:5173`]),
    ];
    const random = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    const begun = fc.tuple(fc.constantFrom(...allowed), random).map((parts) => parts.join(''));
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(random, begun, fc.webUrl({ validSchemes: ['https', 'http'] })), (value) => {
        let written: string;
        try {
          written = readReturnUrl(value, hosts);
        } catch {
          return;
        }
        accepted += 1;
        expect(allowed).toContain(new URL(written).origin);
        expect(written).not.toMatch(/[\t\r\n]/);
        // RFC 3986, appendix B: what a reader takes for the host that does not follow the URL standard.
        const [, authority = ''] = /^[^:/?#]+:\/\/([^/?#]*)/.exec(value) ?? [];
        expect(allowed.map((origin) => new URL(origin).host)).toContain(authority);
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('reaches the transport as it was read', async () => {
    const { start, transport } = prepare(['bank.example']);
    expect((await start('HTTPS://Bank.example/a b')).status).toBe(200);
    const request = { purpose: 'connect', returnUrl: 'https://bank.example/a%20b' };
    expect(transport.startConsent).toHaveBeenCalledWith(request, {});
  });
});

describe('without a list of hosts, the way back', () => {
  it('leads to the host that the request was sent to, and to no other', async () => {
    const { start } = prepare();
    const statuses = ['https://host/accounts', 'https://host:8443/', 'https://www.host/', 'http://host/'].map(
      async (value) => (await start(value)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 400, 400, 400]);
  });

  it('leads to the host of the header where the server writes its own name into the URL', async () => {
    const { start } = prepare();
    const headers = { Host: 'Bank.example:8443' };
    expect((await start('https://bank.example:8443/', headers)).status).toBe(200);
    expect((await start('https://host/', headers)).status).toBe(400);
    for (const Host of ['bank.example/..', 'a b', '', '[', '@bank.example'])
      expect([Host, (await start('https://evil.example/', { Host })).status]).toEqual([Host, 400]);
  });

  it('leads nowhere where the list is empty', async () => {
    expect((await prepare([]).start('https://host/')).status).toBe(400);
  });
});

describe('a list of hosts', () => {
  it.each([
    ['*.bank.example'],
    ['https://bank.example'],
    ['bank.example/'],
    ['a@bank.example'],
    [''],
    ['bank.example:x'],
  ])('in which %j stands is refused when the handler is made', (host) => {
    expect(() => prepare([host])).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  });

  it.each([
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['bank.example:443', 'https://bank.example/'],
    ['localhost:80', 'http://localhost/'],
  ])('may write %s', (host, value) => {
    expect(readReturnUrl(value, [host])).toBe(value);
  });
});
