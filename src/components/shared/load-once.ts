/** Modules of the kit that are loaded when they are wanted, and remembered once they have come: a network that fails costs nothing that is there. */
import { importAgain } from '../../core/import-again';

const come = new WeakMap<object, unknown>();
const failures = new WeakMap<object, number>();

/** Imports a module; the same function each time. */
export type Load<Module> = () => Promise<Module>;

/** What has come already. */
export function loadedBy<Module>(load: Load<Module>): Module | undefined {
  return come.get(load) as Module | undefined;
}

/** Rejects as the import does; the next call asks again. */
export async function loadOnce<Module>(load: Load<Module>): Promise<Module> {
  const failed = failures.get(load) ?? 0;
  try {
    const module = loadedBy(load) ?? (await load().catch((thrown: unknown) => importAgain<Module>(thrown, failed)));
    come.set(load, module);
    return module;
  } catch (thrown) {
    failures.set(load, failed + 1);
    throw thrown;
  }
}

/** For what will soon be wanted. Whether it came is seen when it is. */
export function prefetch(load: Load<unknown>): void {
  loadOnce(load).catch(() => {});
}
