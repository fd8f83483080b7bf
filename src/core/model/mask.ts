/**
 * What is left of a personal value on the page, and nothing more (the remainder table of `domain.md`).
 *
 * - A mask is always three dots, whatever it hides: its length says nothing.
 * - A value under six characters, or one that does not parse as its kind, is masked whole.
 * - A value that the bank masked already is masked again by the same rule.
 */

const dots = '•••';
const shortest = 6;

/** First letter of the first and the last word: `G••• B•••`. */
function maskName(raw: string): string {
  const words = raw.split(/[\s,]+/u).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .filter((word) => word !== undefined)
    .map((word) => /^\p{L}\p{M}*/u.exec(word)?.[0]);
  return initials.some((initial) => initial === undefined)
    ? dots
    : initials.map((initial) => `${initial}${dots}`).join(' ');
}

/** Last three digits, if the value ends in them: `••• 991`. */
function maskDigits(raw: string, alphabet: RegExp): string {
  const characters = raw.replace(/[\s().\-/+]/gu, '');
  const end = /\p{Nd}{3}$/u.exec(characters);
  return end !== null && characters.length > 3 && alphabet.test(characters) ? `${dots} ${end[0]}` : dots;
}

const phoneCharacters = /^[\p{Nd}xX#*•]+$/u;
const accountNumberCharacters = /^[\p{Nd}A-Za-z#*•]+$/u;

/** First letter and the domain: `g•••@hooli.com`. */
function maskEmail(raw: string): string {
  const parts = /^(\p{L}?)[^\s@"]*@((?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,})$/u.exec(raw);
  return parts ? `${parts[1]}${dots}@${parts[2]}` : dots;
}

const countryName = /^(?:australia|new zealand|united states(?: of america)?|usa|au|nz|us)$/i;
const localityStatePostcode = /^(?:([\p{L}\p{M}'’. -]+?)\s+)?([A-Z]{2,3}\s+)?(\d{4,5})$/u;
const streetWord =
  /\s(?:alley|avenue|ave|boulevard|blvd|circuit|close|court|crescent|cres|ct|drive|dr|esplanade|highway|hwy|lane|ln|mews|parade|pde|place|pl|rd|road|street|terrace|tce|walk|way)\b|\sst$/i;

/** Locality, state, postcode: `•••, Dee Why NSW 2099`. What cannot be told apart from a street is masked. */
function maskAddress(raw: string): string {
  const segments = raw.split(',').map((segment) => segment.trim().replace(/\s+/gu, ' '));
  if (countryName.test(segments.at(-1) ?? '')) segments.pop();
  const parts = localityStatePostcode.exec(segments.at(-1) ?? '');
  if (!parts || segments.length < 2) return dots;
  const [tail, locality, state] = parts;
  if (locality !== undefined && !/^[A-Z]{2,3}$/.test(locality))
    return streetWord.test(locality) ? dots : `${dots}, ${tail}`;
  if (locality === undefined && state === undefined) return dots;
  const before = segments.at(-2) ?? '';
  return segments.length > 2 && /^[\p{L}\p{M}'’. -]+$/u.test(before) && !streetWord.test(before)
    ? `${dots}, ${before}, ${tail}`
    : dots;
}

/** Begins at the beginning of a word only, so that a long text without any takes no longer than its length. */
const emailAddress = /(?<![^\s@<>"(),;:])[^\s@<>"(),;:]+@[^\s@<>"'(),;:]+/gu;
const digitRun = /\p{Nd}(?:[ .\-()/]{0,2}\p{Nd}){2,}/gu;

/** A bank's own sentence or name for an account: digit runs of three and more and e-mail addresses are masked. */
function maskFreeText(raw: string): string {
  return raw.replace(emailAddress, dots).replace(digitRun, dots);
}

function whole(rule: (raw: string) => string): (raw: string) => string {
  return (raw) => {
    const value = raw.trim();
    return Array.from(value).length < shortest ? dots : rule(value);
  };
}

export const mask = {
  name: whole(maskName),
  phone: whole((raw) => maskDigits(raw, phoneCharacters)),
  email: whole(maskEmail),
  address: whole(maskAddress),
  accountNumber: whole((raw) => maskDigits(raw, accountNumberCharacters)),
  freeText: maskFreeText,
} satisfies Readonly<Record<string, (raw: string) => string>>;
