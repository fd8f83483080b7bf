/** Renders on a scripted bank, for the odd cases that the sandbox bank does not play. */
import { Profiler, useEffect, type ReactElement, type ReactNode } from 'react';
import { createFakeEnvironment } from 'connections-kit/testing';
import { renderWithConnections, type RenderWithConnectionsOptions } from 'connections-kit/testing/react';
import type { ConnectionDetail } from '../../src/core';
import { buildDetail } from '../core/builders';
import { createScriptedBank, type ScriptedBank } from '../core/scripted-bank';

interface Options extends Omit<RenderWithConnectionsOptions, 'scenario' | 'transport'> {
  connections?: readonly ConnectionDetail[];
  /** Before anything is asked for. */
  prepare?(bank: ScriptedBank): unknown;
}

export async function renderScripted(ui: ReactElement, options: Options = {}) {
  const { connections = [buildDetail()], prepare, environment = createFakeEnvironment(), ...rest } = options;
  const bank = createScriptedBank(connections, environment.clock.now);
  prepare?.(bank);
  const rendered = await renderWithConnections(ui, { ...rest, environment, transport: bank.transport });
  return { ...rendered, bank };
}

/** What a hook gives, as of the last commit. */
export function createProbe<T>(useHook: () => T) {
  const seen: T[] = [];
  function Probe() {
    const value = useHook();
    useEffect(() => void seen.push(value));
    return null;
  }
  return {
    element: <Probe />,
    /** Another element in the same place: the same one would not be rendered again. */
    again: () => <Probe />,
    current(): T {
      const last = seen.at(-1);
      if (last === undefined) throw new Error('The hook gave nothing yet.');
      return last;
    },
  };
}

/** How often what is inside was committed, by name. */
export function createCounter() {
  const commits = new Map<string, number>();
  return {
    of: (name: string) => commits.get(name) ?? 0,
    all: () => Object.fromEntries(commits),
    reset: () => commits.clear(),
    around: (name: string, children: ReactNode) => (
      <Profiler id={name} onRender={(id) => void commits.set(id, (commits.get(id) ?? 0) + 1)}>
        {children}
      </Profiler>
    ),
  };
}
