/** Modules of the kit that are loaded when they are wanted, and remembered once they have come: a network that fails costs nothing that is there. */
const come = new WeakMap<object, unknown>();

/** Imports a module; the same function each time. */
export type Load<Module> = () => Promise<Module>;

/** What has come already. */
export function loadedBy<Module>(load: Load<Module>): Module | undefined {
  return come.get(load) as Module | undefined;
}

/** Rejects as the import does; the next call asks again. */
export async function loadOnce<Module>(load: Load<Module>): Promise<Module> {
  const module = loadedBy(load) ?? (await load());
  come.set(load, module);
  return module;
}

/** For what will soon be wanted. Whether it came is seen when it is. */
export function prefetch(load: Load<unknown>): void {
  loadOnce(load).catch(() => {});
}
