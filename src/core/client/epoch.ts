/**
 * How often somebody has logged out of this scope: what a tab has learned before a log-out is told by it from what came after.
 * The storage keeps this one number, which says nothing of a person, so that a page that heard nothing of a log-out finds out.
 */
import type { Environment } from './environment';
import { nameOf } from './names';

export interface Epoch {
  /** Of all that this client knows. */
  own(): number;
  /** Whether nobody has logged out since: what this client keeps in the storage may be written. */
  isCurrent(): boolean;
  /** Somebody logs out here. */
  raise(): void;
  /**
   * @param heard from another tab
   * @returns whether this client missed a log-out, so far as the storage tells
   */
  catchUp(heard?: number): boolean;
}

interface Options {
  scope: string | undefined;
  storage: Environment['storage'];
}

export function createEpoch({ scope, storage }: Options): Epoch {
  const key = scope === undefined ? undefined : nameOf(scope, 'epoch');
  /** Read when it is first needed: making a client reads nothing. */
  let known: number | undefined;

  const own = () => (known ??= read());

  function read(): number {
    try {
      return (key !== undefined && Number(storage?.getItem(key))) || 0;
    } catch {
      return 0;
    }
  }

  return {
    own,
    isCurrent: () => read() <= own(),
    raise() {
      known = Math.max(own(), read()) + 1;
      try {
        if (key !== undefined) storage?.setItem(key, String(known));
      } catch {}
    },
    catchUp(heard = 0) {
      const stored = read();
      const isBehind = stored > own();
      known = Math.max(own(), stored, heard);
      return isBehind;
    },
  };
}
