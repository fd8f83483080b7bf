import { act } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useReveal } from 'connections-kit';
import type { ConnectionsClient } from 'connections-kit/core';
import { createProbe, renderScripted } from './set-up';

const raw = ['Gavin Belson'];
const say = (name: string) => act(() => void window.dispatchEvent(new Event(name)));

/** Waits for its answer until `release` is called. */
async function ask(provider: { onStepUp?: () => Promise<void> } = {}) {
  const probe = createProbe(() => useReveal('c1', 'fullName'));
  const rendered = await renderScripted(probe.element, { provider });
  const { bank, advance } = rendered;
  if (provider.onStepUp) bank.fail('revealProfile', 'step-up-required');
  const held = bank.hold('revealProfile');
  await act(async () => void probe.current().reveal());
  const release = async () => {
    held();
    await advance(0);
  };
  return { ...rendered, probe, release };
}

const departures = [
  ['blur', 'focus'],
  ['beforeprint', 'afterprint'],
  ['pagehide', 'pageshow'],
] as const;

describe.each(departures)('on a page that said %s', (departure, back) => {
  it('a value is hidden, and stays so when the person is back', async () => {
    const { probe, release } = await ask();
    await release();
    expect(probe.current().values).toEqual(raw);
    say(departure);
    expect(probe.current()).toMatchObject({ values: undefined, hiddenAt: undefined });
    say(back);
    expect(probe.current().values).toBeUndefined();
  });

  it('a value that comes late is not shown, and can be asked for again', async () => {
    const { probe, release } = await ask();
    say(departure);
    await release();
    expect(probe.current()).toMatchObject({ values: undefined, revealing: false, failure: undefined });
    await act(() => probe.current().reveal());
    expect(probe.current().values).toEqual(raw);
  });

  it('a value that comes when the person is back is shown: it is what they asked for', async () => {
    const { probe, release } = await ask();
    say(departure);
    say(back);
    await release();
    expect(probe.current().values).toEqual(raw);
  });
});

it('a person who is back from one departure may still be away by another', async () => {
  const { probe, release } = await ask();
  say('blur');
  say('beforeprint');
  say('afterprint');
  await release();
  expect(probe.current().values).toBeUndefined();
});

describe('a person who leaves the page to confirm who they are', () => {
  async function askOfSomebodyElsewhere() {
    let confirm = () => {};
    const asked = await ask({ onStepUp: () => new Promise<void>((resolve) => (confirm = resolve)) });
    say('blur');
    await act(async () => confirm());
    expect(asked.bank.called('revealProfile')).toHaveLength(2);
    return asked;
  }

  it('is shown what they asked for when they are back', async () => {
    const { probe, release } = await askOfSomebodyElsewhere();
    say('focus');
    await release();
    expect(probe.current().values).toEqual(raw);
  });

  it('is shown nothing while they are not', async () => {
    const { probe, release } = await askOfSomebodyElsewhere();
    await release();
    expect(probe.current()).toMatchObject({ values: undefined, revealing: false, failure: undefined });
  });
});

describe.each<[string, (client: ConnectionsClient) => Promise<unknown>]>([
  ['the data is purged', (client) => client.run('c1', 'purge')],
  ['the person has signed out', (client) => client.clear()],
])('once %s', (_name, end) => {
  it('the value is hidden, also where its component stays', async () => {
    const { client, probe, release } = await ask();
    await act(() => client.loadConnection('c1'));
    await release();
    expect(probe.current().values).toEqual(raw);
    await act(async () => void (await end(client)));
    expect(probe.current()).toMatchObject({ values: undefined, hiddenAt: undefined });
  });

  it('a value that comes late is not shown', async () => {
    const { client, probe, release } = await ask();
    await act(() => client.loadConnection('c1'));
    await act(async () => void (await end(client)));
    await release();
    expect(probe.current()).toMatchObject({ values: undefined, revealing: false, failure: undefined });
  });
});

it('news of the connection hides nothing', async () => {
  const { client, probe, release, advance } = await ask();
  await release();
  await act(() => client.loadConnection('c1'));
  await advance(1_000);
  await act(() => client.loadConnection('c1'));
  expect(probe.current().values).toEqual(raw);
});

it('a focus that moves within the page hides nothing', async () => {
  const { probe, release } = await ask();
  await release();
  const [button, dialog] = ['button', 'dialog'].map((name) => document.body.appendChild(document.createElement(name)));
  dialog?.setAttribute('tabindex', '0');
  act(() => button?.focus());
  act(() => dialog?.focus());
  act(() => dialog?.blur());
  expect(probe.current().values).toEqual(raw);
  button?.remove();
  dialog?.remove();
});

it('the window is listened to no longer than there is something to hide', async () => {
  const listening = new Map<string, number>();
  const count = (by: number) => (name: unknown) =>
    void listening.set(String(name), (listening.get(String(name)) ?? 0) + by);
  const add = window.addEventListener.bind(window);
  window.addEventListener = ((name: string, listener: () => void, options?: AddEventListenerOptions) => {
    if (!departures.flat().includes(name as 'blur') || !options?.signal) return add(name, listener, options);
    count(1)(name);
    options.signal.addEventListener('abort', () => count(-1)(name));
    return add(name, listener, options);
  }) as typeof window.addEventListener;
  try {
    const { probe, release } = await ask();
    await release();
    expect([...listening]).toEqual(departures.flat().map((name) => [name, 1]));
    act(() => probe.current().hide());
    expect([...listening]).toEqual(departures.flat().map((name) => [name, 0]));
  } finally {
    window.addEventListener = add;
  }
});
