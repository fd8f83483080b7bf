/**
 * A module whose fetch failed, once more. Chromium and Firefox remember that for as long as the page lives, and ask for it no
 * more. Both name its address, under which a query makes another of it. (WebKit asks again, and so do bundlers that load by
 * script.)
 * @param attempt another number each time
 */
export async function importAgain<Module>(thrown: unknown, attempt: number): Promise<Module> {
  const [address] = /https?:\S+$/.exec(String(thrown)) ?? [];
  if (attempt === 0 || address === undefined) throw thrown;
  return (await import(/* @vite-ignore */ /* webpackIgnore: true */ `${address}?again=${attempt}`)) as Module;
}
