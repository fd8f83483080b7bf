/** Every raw personal value that the bank holds of a user, for tests that look for leaks. */
import type { SandboxBank } from './bank';

/**
 * Names as they are written, phones, e-mails, addresses, account numbers, and the digits in names of accounts; also what is
 * not stored now, but comes with the next refresh.
 */
export function sandboxSecrets(bank: SandboxBank, userId: string): readonly string[] {
  const { profiles, accounts } = bank.personalData(userId);
  const phones = profiles.flatMap(({ phoneNumbers }) => phoneNumbers);
  const emails = profiles.flatMap(({ emailAddresses }) => emailAddresses);
  const addresses = profiles.flatMap(({ physicalAddresses }) => physicalAddresses);
  return [
    ...new Set([
      ...profiles.map(({ fullName }) => fullName),
      ...emails.flatMap((email) => [email, email.replace(/@.*/, '')]),
      ...addresses.flatMap(({ addressLine1, formattedAddress }) => [addressLine1, formattedAddress]),
      ...phones.flatMap((phone) => [phone, phone.replaceAll(' ', '')]),
      ...accounts.flatMap(({ holder, accountNo, name }) => [holder, accountNo, ...(name.match(/\d[\d ]*\d/g) ?? [])]),
    ]),
  ];
}
