/** What the storage, the locks and the channels of a scope are called. */

/** Also of what the tabs tell each other. */
export const version = 1;

/** Names of another version are another world: its tabs neither lead nor tell this one's. */
export function nameOf(scope: string, what: string): string {
  return `connections-kit.${version}.${scope}.${what}`;
}

export function consentNameOf(scope: string): string {
  return `connections-kit.consent.${scope}`;
}
