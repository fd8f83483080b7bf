import { act, renderHook } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { useLoaded } from '../../../src/components/shared/use-loaded';

interface Deferred {
  promise: Promise<string>;
  resolve(module: string): void;
  reject(error: Error): void;
}

function createDeferred(): Deferred {
  let settle!: Omit<Deferred, 'promise'>;
  const promise = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

/** A module whose network a test holds. */
function createSource() {
  let last = createDeferred();
  const load = () => {
    last = createDeferred();
    return last.promise;
  };
  return { load, last: () => last };
}

it('gives the module once it has come', async () => {
  const { load, last } = createSource();
  const { result } = renderHook(() => useLoaded(load));
  expect(result.current).toEqual({ status: 'loading' });
  await act(async () => last().resolve('the module'));
  expect(result.current).toEqual({ status: 'ready', module: 'the module' });
});

it('can be tried again after the network has failed', async () => {
  const { load, last } = createSource();
  const { result } = renderHook(() => useLoaded(load));
  await act(async () => last().reject(new Error('network')));
  const failed = result.current;
  if (failed.status !== 'failed') throw new Error(`It is ${failed.status}.`);
  act(() => failed.retry());
  expect(result.current).toEqual({ status: 'loading' });
  await act(async () => last().resolve('the module'));
  expect(result.current).toMatchObject({ status: 'ready' });
});

it('gives it at once where it has come before, and as loading where a page is rendered that a server began', async () => {
  const { load, last } = createSource();
  const first = renderHook(() => useLoaded(load));
  await act(async () => last().resolve('the module'));
  first.unmount();
  const seen: string[] = [];
  const Probe = () => void seen.push(useLoaded(load).status);
  renderToString(<Probe />);
  renderHook(() => seen.push(useLoaded(load).status));
  expect(seen.slice(0, 2)).toEqual(['loading', 'ready']);
});
