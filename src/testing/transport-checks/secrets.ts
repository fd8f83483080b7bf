/** Looks for personal values where they may not be. */
import type { Bank } from './bank';

/** How many of both users' values are in it, as they are or written as in an address. They are not named: a test's output is a log. */
export function countSecrets({ secrets, users }: Bank, found: unknown): number {
  const written = JSON.stringify(found);
  const read = written.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, decoded);
  const all = users.flatMap((user) => secrets?.(user) ?? []);
  return all.filter((secret) => written.includes(secret) || read.includes(secret)).length;
}

function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}
