const dots = '•••';
const shortest = 6;
/** Of what is left; no domain has more (RFC 1035: 253), and no place. */
const longestRemainder = 300;

/** A letter with the few marks that belong to it: hundreds of them would tell one value from another. */
const initial = /^\p{L}\p{M}{0,2}/u;

/** First letter of the first and the last word: `G••• B•••`. */
function maskName(raw: string): string {
  const words = raw.split(/[\s,]+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .filter((word) => word !== undefined)
    .map((word) => initial.exec(word)?.[0]);
  return letters.some((letter) => letter === undefined) ? dots : letters.map((letter) => `${letter}${dots}`).join(' ');
}

/** Last three digits, if the value ends in them: `••• 991`. Spaces and hyphens make a number no longer. */
function maskDigits(raw: string, alphabet: RegExp): string {
  const characters = raw.replace(/[\s().\-/+]/gu, '');
  const end = /\p{Nd}{3}$/u.exec(characters);
  return end !== null && !isShort(characters) && alphabet.test(characters) ? `${dots} ${end[0]}` : dots;
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
  /\s(?:alley|arcade|avenue|ave?|boulevarde?|blvd|bvd|bypass|cct|circle|circuit|close|cl|concourse|court|crescent|cres|ct|drive|dr|esplanade|esp|freeway|gardens|grove|gr|highway|hwy|lane|ln|loop|mall|mews|motorway|parade|parkway|pde|place|plaza|pl|promenade|quay|rd|rise|road|row|square|sq|street|terrace|tce|track|trail|trl|walk|way)\b|\sst\.?$|^(?:avenida|calle|rue|via)\s|(?:strasse|straße|straat)$/i;

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

/** Begins at a quotation mark or the beginning of a word only, so that a long text takes no longer than its length. */
const emailAddress = /(?:"[^"]*"|(?<![^\s@＠<>"(),;:])[^\s@＠<>"(),;:]+)[@＠][^\s@＠<>"'(),;:]+/gu;
/** Up to three characters that are no letters may part the digits: a narrow space, a dash between spaces, the keycap of an emoji. */
const digitRun = /\p{N}(?:[^\p{L}\p{N}]{0,3}\p{N}){2,}/gu;

/** A bank's own sentence or name for an account: digit runs of three and more and e-mail addresses are masked. */
function maskFreeText(raw: string): string {
  return raw.replace(emailAddress, dots).replace(digitRun, dots).replace(/•{4,}/gu, dots);
}

function whole(rule: (raw: string) => string): (raw: string) => string {
  return (raw) => {
    const value = raw.trim();
    const masked = isShort(value) ? dots : rule(value);
    return masked.length > longestRemainder ? dots : masked;
  };
}

/** Counts what is seen: a letter is one character, whether its accent is part of it or follows it. */
function isShort(value: string): boolean {
  return Array.from(value.normalize('NFC').replace(/[\p{M}\p{Cf}]/gu, '')).length < shortest;
}

/**
 * What is left of a personal value on the page, and nothing more: one function for each kind, for authors of transports.
 * `name`: `G••• B•••`; `phone` and `accountNumber`: `••• 991`; `email`: `g•••@hooli.com`; `address`: `•••, Dee Why NSW 2099`;
 * `freeText` masks digit runs of three and more and e-mail addresses within a sentence.
 *
 * - A mask is always three dots, whatever it hides: its length says nothing.
 * - A value under six characters, or one that does not parse as its kind, is masked whole.
 * - A value that the bank masked already is masked again by the same rule.
 */
export const mask = {
  name: whole(maskName),
  phone: whole((raw) => maskDigits(raw, phoneCharacters)),
  email: whole(maskEmail),
  address: whole(maskAddress),
  accountNumber: whole((raw) => maskDigits(raw, accountNumberCharacters)),
  freeText: maskFreeText,
} satisfies Readonly<Record<string, (raw: string) => string>>;
