/** A person who does not exist, and whose every raw value is looked for wherever nothing of it may be. */

export const person = {
  name: 'Zebulon Quackenbush',
  phone: '0477 123 987',
  email: 'zebulon.q@leaks.example',
  address: '77 Leaky Lane, Dee Why NSW 2099, Australia',
  account: '918273645566',
} as const;

/** Free text about the person, as a bank may write it where nobody but a machine should read it. */
export const gossip = `${person.name} (${person.email}, ${person.phone}) of ${person.address} holds ${person.account}.`;
/** As a bank writes to its customer: numbers and e-mail addresses, which are masked; a name cannot be told from other words. */
export const letter = `A code was sent to ${person.phone}, ${person.email} and ${person.account}`;

/** Parts of the numbers are long enough not to turn up by chance in a random id. */
const raw = /zebulon|quackenbush|leaky|0477 ?123|477[ -]?123[ -]?9|91827364|18273645|82736455|27364556|73645566/i;

/** The first raw value in a text, with what stands around it. */
export function leakIn(text: string): string | undefined {
  const found = raw.exec(text);
  return found === null ? undefined : text.slice(Math.max(0, found.index - 40), found.index + 40);
}
