/**
 * A module whose fetch failed, once more. Chromium and Firefox remember that for as long as the page lives, and ask for it no
 * more. Both name its address, under which a query makes another of it. WebKit asks again, and so do bundlers that load by
 * script: what their messages name is left alone.
 * @param attempt another number each time
 */
export async function importAgain<Module>(thrown: unknown, attempt: number): Promise<Module> {
  const [, address] = remembered.exec(String(thrown)) ?? [];
  if (attempt === 0 || address === undefined) throw thrown;
  const url = new URL(address);
  url.search += `${url.search && '&'}again=${attempt}`;
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ url.href)) as Module;
}

/** The whole message of Chromium, and that of Firefox. */
const remembered = /^TypeError: (?:Failed to fetch|error loading) dynamically imported module: (https?:\S+)$/;
