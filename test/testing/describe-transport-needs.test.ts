import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Transport } from '../../src/core/transport';
import { describeTransport, type TransportUnderTest } from '../../src/testing/describe-transport';
import { recordSuite } from './record-suite';
import { createSmallBank } from './small-bank';

/** A bank whose transports have no such method, but all else. */
function without(method: keyof Transport, promises: Partial<TransportUnderTest>): TransportUnderTest {
  const { can: _all, special: _special, ...bank } = createSmallBank();
  const reduced = (userId: string): Transport => {
    const { describe: _says, [method]: _left, ...rest } = bank.transport(userId);
    return rest as Transport;
  };
  return { ...bank, ...promises, transport: reduced };
}

const messages = (failed: readonly { thrown: unknown }[]) => [
  ...new Set(failed.map(({ thrown }) => (thrown as Error).message)),
];

describe('a check with nothing to check', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('is skipped with the reason: a method, a control or a connection that there is not', async () => {
    const { failed, skipped } = await recordSuite(() => {
      const { secrets: _none, ...bank } = without('watch', {});
      return bank;
    });
    expect(failed).toEqual([]);
    expect(skipped).toContain('events › end when the signal aborts: the transport does not describe “watch”');
    expect(skipped).toContain('a refusal › holds no personal data: the bank has no `secrets`');
    expect(skipped).toContain(
      'refresh › that fails says by its job at which step, and why: the bank has no `special.failing`',
    );
  });

  it('fails where the capability was promised', async () => {
    const { failed } = await recordSuite(() => without('watch', { can: ['watch'] }));
    expect(failed.map(({ name }) => name)).toContain('events › end when the signal aborts');
    expect(messages(failed)).toEqual(['The bank promises “watch”, which its transport does not describe']);
  });

  it('fails where a connection was promised for it', async () => {
    const special = { failing: 'user-1-c-1' };
    const { failed } = await recordSuite(() => without('refreshConnection', { special }));
    expect(failed.map(({ name }) => name)).toContain('refresh › that fails says by its job at which step, and why');
    expect(messages(failed)).toEqual(['The bank promises “refresh”, which its transport does not describe']);
  });

  it('fails where a challenge was promised that is not asked', async () => {
    const special = { challenge: { connectionId: 'user-1-c-0', right: ['1'], wrong: ['2'] } };
    const { failed } = await recordSuite(() => without('watch', { special }));
    expect(failed.map(({ name }) => name)).toContain('a challenge › says what is to be typed');
  });

  it('fails where secrets were promised, and there are none', async () => {
    const { failed, names } = await recordSuite(() => without('watch', { secrets: () => [] }));
    expect(failed.length).toBe(names.length);
    expect(messages(failed)).toEqual(['The bank has `secrets`, but names none for one of its users']);
  });

  it('is told by a warning where the runner cannot skip', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { failed } = await recordSuite(() => without('watch', {}), { skip: undefined });
    expect(failed).toEqual([]);
    expect(warn).toHaveBeenCalledWith(
      'Nothing to check for “end when the signal aborts”: the transport does not describe “watch”',
    );
  });

  it('asks for no callback of the runner: Jest counts the parameters of a test', () => {
    const bodies: number[] = [];
    const runner = {
      describe: (_name: string, body: () => void) => body(),
      it: (_name: string, body: (...values: readonly unknown[]) => Promise<void>) => void bodies.push(body.length),
      expect,
    };
    describeTransport(runner, () => createSmallBank());
    expect(new Set(bodies)).toEqual(new Set([0]));
  });
});
