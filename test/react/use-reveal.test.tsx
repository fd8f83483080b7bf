import { act } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useReveal } from 'connections-kit';
import { createProbe, renderScripted } from './set-up';

const probeReveal = () => createProbe(() => useReveal('c1', 'fullName'));
type Probe = ReturnType<typeof probeReveal>;

const reveal = (probe: Probe) => act(() => probe.current().reveal());
/** Does not wait for the answer. */
const ask = (probe: Probe) => act(async () => void probe.current().reveal());
const raw = ['Gavin Belson'];

describe('a revealed value', () => {
  it('is held by the component that asked, and nowhere else', async () => {
    const [probe, other] = [probeReveal(), probeReveal()];
    const { client } = await renderScripted(
      <>
        {probe.element}
        {other.element}
      </>,
    );
    await act(() => client.load());
    await reveal(probe);
    expect(probe.current().values).toEqual(raw);
    expect(other.current().values).toBeUndefined();
    const states = JSON.stringify([client.connections.getState(), client.jobs.getState(), client.snapshot()]);
    expect(states).not.toContain('Gavin');
  });

  it('is hidden again after 30 seconds', async () => {
    const probe = probeReveal();
    const { environment, advance } = await renderScripted(probe.element);
    await reveal(probe);
    expect(probe.current().hiddenAt).toBe(environment.clock.now() + 30_000);
    await advance(29_999);
    expect(probe.current().values).toEqual(raw);
    await advance(1);
    expect(probe.current()).toMatchObject({ values: undefined, hiddenAt: undefined });
  });

  it('has its whole time anew when it is prolonged, and nothing is asked', async () => {
    const probe = probeReveal();
    const { bank, advance } = await renderScripted(probe.element);
    await reveal(probe);
    await advance(29_000);
    act(() => probe.current().prolong());
    await advance(29_999);
    expect(probe.current().values).toEqual(raw);
    await advance(1);
    expect(probe.current()).toMatchObject({ values: undefined, lapsed: true });
    expect(bank.called('revealProfile')).toHaveLength(1);
  });

  it('that is hidden cannot be prolonged', async () => {
    const probe = probeReveal();
    await renderScripted(probe.element);
    await reveal(probe);
    act(() => probe.current().hide());
    act(() => probe.current().prolong());
    expect(probe.current()).toMatchObject({ values: undefined, lapsed: false });
  });

  it('is hidden on request', async () => {
    const probe = probeReveal();
    await renderScripted(probe.element);
    await reveal(probe);
    act(() => probe.current().hide());
    expect(probe.current().values).toBeUndefined();
  });

  it('is hidden with the tab, and stays so', async () => {
    const probe = probeReveal();
    const { environment } = await renderScripted(probe.element);
    await reveal(probe);
    act(() => environment.setVisible(false));
    act(() => environment.setVisible(true));
    expect(probe.current().values).toBeUndefined();
  });

  it('is gone when another connection takes its place', async () => {
    let id = 'c1';
    const probe = createProbe(() => useReveal(id, 'fullName'));
    const { rerender } = await renderScripted(<div>{probe.element}</div>);
    await reveal(probe);
    id = 'c2';
    rerender(<div>{probe.again()}</div>);
    expect(probe.current().values).toBeUndefined();
  });

  it('is not shown for another connection, not even in the render that changes to it', async () => {
    const seen: [string, readonly string[] | undefined][] = [];
    let id = 'c1';
    const probe = createProbe(() => {
      const revealed = useReveal(id, 'fullName');
      seen.push([id, revealed.values]);
      return revealed;
    });
    const { rerender } = await renderScripted(<div>{probe.element}</div>);
    await reveal(probe);
    expect(seen.at(-1)).toEqual(['c1', raw]);
    id = 'c2';
    rerender(<div>{probe.again()}</div>);
    expect(seen.filter(([connectionId, values]) => connectionId === 'c2' && values)).toEqual([]);
  });

  it('leaves no timer behind when its component goes', async () => {
    const probe = probeReveal();
    const { environment, rerender } = await renderScripted(probe.element);
    const before = environment.clock.pending();
    await reveal(probe);
    expect(environment.clock.pending()).toBe(before + 1);
    rerender(<p />);
    expect(environment.clock.pending()).toBe(before);
  });
});

describe('an answer that comes late', () => {
  it.each<[string, (probe: Probe, setVisible: (visible: boolean) => void) => void]>([
    ['after hiding', (probe) => probe.current().hide()],
    ['in a hidden tab', (_probe, setVisible) => setVisible(false)],
  ])('%s is dropped', async (_name, leave) => {
    const probe = probeReveal();
    const { bank, environment, advance } = await renderScripted(probe.element);
    const release = bank.hold('revealProfile');
    await ask(probe);
    expect(probe.current().revealing).toBe(true);
    act(() => leave(probe, environment.setVisible));
    release();
    await advance(0);
    expect(probe.current()).toMatchObject({ values: undefined, revealing: false, failure: undefined });
  });

  it('of an earlier request does not replace the later one', async () => {
    const probe = probeReveal();
    const { bank, advance } = await renderScripted(probe.element);
    bank.fail('revealProfile', 'timeout');
    const release = bank.hold('revealProfile');
    const [first, second] = [probe.current().reveal, probe.current().reveal];
    await act(() => Promise.all([first(), Promise.resolve().then(() => void second())]));
    release();
    await advance(0);
    expect(probe.current()).toMatchObject({ values: raw, failure: undefined });
  });
});

describe('a reveal that is refused', () => {
  it('shows why, and forgets it with the next try', async () => {
    const probe = probeReveal();
    const { bank } = await renderScripted(probe.element);
    bank.fail('revealProfile', 'forbidden');
    await reveal(probe);
    expect(probe.current()).toMatchObject({ values: undefined, revealing: false, failure: { code: 'forbidden' } });
    await reveal(probe);
    expect(probe.current()).toMatchObject({ values: raw, failure: undefined });
  });

  it('asks once more after the person has confirmed who they are', async () => {
    const probe = probeReveal();
    const onStepUp = vi.fn(async () => {});
    const { bank } = await renderScripted(probe.element, { provider: { onStepUp } });
    bank.fail('revealProfile', 'step-up-required');
    await reveal(probe);
    expect(onStepUp).toHaveBeenCalledTimes(1);
    expect(probe.current().values).toEqual(raw);
    expect(bank.called('revealProfile')).toHaveLength(2);
  });

  it('is not asked a third time', async () => {
    const probe = probeReveal();
    const onStepUp = vi.fn(async () => {});
    const { bank } = await renderScripted(probe.element, { provider: { onStepUp } });
    bank.fail('revealProfile', 'step-up-required');
    bank.fail('revealProfile', 'step-up-required');
    await reveal(probe);
    expect(onStepUp).toHaveBeenCalledTimes(1);
    expect(probe.current().failure?.code).toBe('step-up-required');
  });

  it('stays refused when the person does not confirm', async () => {
    const probe = probeReveal();
    const onStepUp = () => Promise.reject(new Error('Closed by the person.'));
    const { bank } = await renderScripted(probe.element, { provider: { onStepUp } });
    bank.fail('revealProfile', 'step-up-required');
    await reveal(probe);
    expect(probe.current().failure?.code).toBe('step-up-required');
    expect(bank.called('revealProfile')).toHaveLength(1);
  });

  it('is not asked again when it was hidden while the person confirmed', async () => {
    const probe = probeReveal();
    let confirm = () => {};
    const onStepUp = () => new Promise<void>((resolve) => (confirm = resolve));
    const { bank, advance } = await renderScripted(probe.element, { provider: { onStepUp } });
    bank.fail('revealProfile', 'step-up-required');
    await ask(probe);
    await advance(0);
    act(() => probe.current().hide());
    await act(async () => confirm());
    expect(bank.called('revealProfile')).toHaveLength(1);
    expect(probe.current()).toMatchObject({ values: undefined, failure: undefined });
  });
});
