/**
 * A module whose fetch failed, once more. Chromium and Firefox remember that for as long as the page lives, and ask for it no
 * more. Both name its address, under which a query makes another of it. WebKit asks again, and so do bundlers that load by
 * script: what their messages name is left alone.
 * @param attempt another number each time
 */
export async function importAgain<Module>(thrown: unknown, attempt: number): Promise<Module> {
  // "Failed to fetch dynamically imported module: …" and "error loading dynamically imported module: …".
  const address = /^TypeError: .+ imported module: (\S+)$/.exec(String(thrown))?.[1];
  if (!attempt || !address) throw thrown;
  const again = `${address}${address.includes('?') ? '&' : '?'}again=${attempt}`;
  return import(/* @vite-ignore */ /* webpackIgnore: true */ again) as Promise<Module>;
}
