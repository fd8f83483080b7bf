/** The profile of a connection: raw for the one who may reveal it, masked for everybody else. Pure and tolerant. */
import type { Profile, ProfileField } from '../../core/model/connection';
import { mask } from '../../core/model/mask';
import { field, list, record, text, type WireRecord } from './wire';

/** Characters of a raw value. */
const longest = 500;

/** The raw values of one field of `connection.profile` (OpenAPI data, `getConnection`); none for what was not shared. */
export function profileValues(connection: WireRecord, name: ProfileField): readonly string[] {
  return joined(valuesOf(connection, name).map((value) => text(value, longest)));
}

/** Whole: of a value that is cut before it is masked, the middle would pass for its end. */
function valuesOf(connection: WireRecord, name: ProfileField): readonly string[] {
  return readers[name](field(connection, 'profile'));
}

export function toProfile(connection: WireRecord): Profile | undefined {
  if (record(field(connection, 'profile')) === undefined) return undefined;
  const masked = (name: ProfileField, rule: (raw: string) => string) => valuesOf(connection, name).map(rule);
  const [fullName] = masked('fullName', mask.name);
  const phoneNumbers = masked('phoneNumbers', mask.phone);
  const emailAddresses = masked('emailAddresses', mask.email);
  const physicalAddresses = masked('physicalAddresses', mask.address);
  return {
    ...(fullName !== undefined && { fullName }),
    ...(phoneNumbers.length > 0 && { phoneNumbers }),
    ...(emailAddresses.length > 0 && { emailAddresses }),
    ...(physicalAddresses.length > 0 && { physicalAddresses }),
  };
}

const readers: Readonly<Record<ProfileField, (profile: unknown) => readonly string[]>> = {
  fullName: (profile) => joined([whole(field(profile, 'fullName')) ?? nameOf(profile)]),
  phoneNumbers: (profile) => joined(list(field(profile, 'phoneNumbers')).map(whole)),
  emailAddresses: (profile) => joined(list(field(profile, 'emailAddresses')).map(whole)),
  physicalAddresses: (profile) => joined(list(field(profile, 'physicalAddresses')).map(addressOf)),
};

function whole(value: unknown): string | undefined {
  return text(value, Infinity);
}

function joined(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** `middleName` is null or "" where there is none (`domain.md` §2). */
function nameOf(profile: unknown): string | undefined {
  const names = ['firstName', 'middleName', 'lastName'].map((name) => whole(field(profile, name)));
  return whole(names.filter((name) => name !== undefined).join(' '));
}

/** `formattedAddress`, else composed in its order: "13/91 Fisher Rd, Dee Why NSW 2099, Australia". */
function addressOf(address: unknown): string | undefined {
  if (typeof address === 'string') return whole(address);
  const part = (name: string) => whole(field(address, name));
  const formatted = whole(field(address, 'formattedAddress'));
  const lines = ['addressLine1', 'addressLine2', 'addressLine3'].map(part);
  const place = [part('city'), part('state'), part('postcode')].filter((word) => word !== undefined).join(' ');
  const country = part('country') ?? part('countryCode');
  return formatted ?? whole([...lines, place || undefined, country].filter((line) => line !== undefined).join(', '));
}
