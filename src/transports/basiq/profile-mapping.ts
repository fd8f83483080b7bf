/** The profile of a connection: raw for the one who may reveal it, masked for everybody else. Pure and tolerant. */
import type { Profile, ProfileField } from '../../core/model/connection';
import { mask } from '../../core/model/mask';
import { field, list, record, text, type WireRecord } from './wire';

/** The raw values of one field of `connection.profile` (OpenAPI data, `getConnection`); none for what was not shared. */
export function profileValues(connection: WireRecord, name: ProfileField): readonly string[] {
  return readers[name](field(connection, 'profile'));
}

export function toProfile(connection: WireRecord): Profile | undefined {
  if (record(field(connection, 'profile')) === undefined) return undefined;
  const masked = (name: ProfileField, rule: (raw: string) => string) => profileValues(connection, name).map(rule);
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
  fullName: (profile) => joined([text(field(profile, 'fullName')) ?? nameOf(profile)]),
  phoneNumbers: (profile) => joined(list(field(profile, 'phoneNumbers')).map((phone) => text(phone))),
  emailAddresses: (profile) => joined(list(field(profile, 'emailAddresses')).map((email) => text(email, 320))),
  physicalAddresses: (profile) => joined(list(field(profile, 'physicalAddresses')).map(addressOf)),
};

function joined(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** `middleName` is null or "" where there is none (`domain.md` §2). */
function nameOf(profile: unknown): string | undefined {
  const names = ['firstName', 'middleName', 'lastName'].map((name) => text(field(profile, name)));
  return text(joined(names).join(' '));
}

/** `formattedAddress`, else composed in its order: "13/91 Fisher Rd, Dee Why NSW 2099, Australia". */
function addressOf(address: unknown): string | undefined {
  if (typeof address === 'string') return text(address, 500);
  const part = (name: string) => text(field(address, name));
  const formatted = text(field(address, 'formattedAddress'), 500);
  const lines = ['addressLine1', 'addressLine2', 'addressLine3'].map(part);
  const place = [part('city'), part('state'), part('postcode')].filter((word) => word !== undefined).join(' ');
  const country = part('country') ?? part('countryCode');
  return (
    formatted ?? text([...lines, place || undefined, country].filter((line) => line !== undefined).join(', '), 500)
  );
}
