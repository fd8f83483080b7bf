/** The invented customers of the sandbox bank: who they are, and what their banks know of them. */
import type { BankAccount, BankAddress, BankProfile } from './bank-facts';
import { createRandom, type Random } from './random';

export interface Person {
  firstName: string;
  lastName: string;
  mobile: string;
  email: string;
  home: BankAddress;
}

const firstNames = ['Gavin', 'Monica', 'Dinesh', 'Laurie', 'Jared', 'Carla', 'Nelson', 'Priyanka', 'Bertram', 'Tracy'];
const lastNames = ['Belson', 'Hallworth', 'Chugtani', 'Breamer', 'Dunnewold', 'Waltonby', 'Bighetti', 'Sridharan'];
const domains = ['hooli.example', 'mail.example', 'piedpiper.example'] as const;
const streets = ['Fisher Rd', 'Newell Ave', 'Sand Hill Dr', 'Oakleigh St', 'Bancroft Pde', 'Wattle Cres'] as const;
type Place = readonly [city: string, state: string, postcode: string];

const places: readonly [Place, ...Place[]] = [
  ['Dee Why', 'NSW', '2099'],
  ['Fitzroy North', 'VIC', '3068'],
  ['West End', 'QLD', '4101'],
  ['Glenelg', 'SA', '5045'],
  ['Fremantle', 'WA', '6160'],
  ['Sandy Bay', 'TAS', '7005'],
];

/** @param index of the user in the bank: no two of the first eighty share a name */
export function personOf(seed: number, userId: string, index: number): Person {
  const random = createRandom(`person/${seed}/${userId}`);
  const turn = createRandom(`people/${seed}`).between(0, 79) + index;
  const firstName = firstNames[turn % firstNames.length] ?? 'Gavin';
  const lastName = lastNames[Math.floor(turn / firstNames.length + turn) % lastNames.length] ?? 'Belson';
  return {
    firstName,
    lastName,
    mobile: `04${random.digits(2)} ${random.digits(3)} ${random.digits(3)}`,
    email: `${firstName}.${lastName}${random.digits(3)}@${random.pick(domains)}`.toLowerCase(),
    home: addressFrom(random),
  };
}

/** Banks differ in what they hold: some mask a phone number themselves, some have a second address of any kind. */
export function profileOf(person: Person, random: Random): BankProfile {
  const { firstName, lastName, mobile, email, home } = person;
  const ending = random.digits(3);
  const phoneMaskedByBank = random.pick([
    `XXXX ${random.digits(3)} ${ending}`,
    `04${random.digits(2)} ${random.digits(3)} ### ${ending}`,
  ]);
  const workEmail = `${firstName.charAt(0)}${lastName}${random.digits(4)}@${random.pick(domains)}`.toLowerCase();
  return {
    fullName: `${firstName} ${lastName}`,
    firstName,
    lastName,
    phoneNumbers: [phoneMaskedByBank, mobile],
    emailAddresses: random.next() < 0.5 ? [email] : [email, workEmail],
    physicalAddresses: random.next() < 0.6 ? [home] : [home, addressFrom(random)],
  };
}

function addressFrom(random: Random): BankAddress {
  const [city, state, postcode] = random.pick(places);
  const addressLine1 = `${random.between(1, 40)}/${random.between(50, 250)} ${random.pick(streets)}`;
  const formattedAddress = `${addressLine1}, ${city} ${state} ${postcode}, Australia`;
  return { addressLine1, city, state, postcode, formattedAddress };
}

type Product = [type: string, product: string, name: (digits: string) => string, least: number, most: number];

const products: readonly [Product, ...Product[]] = [
  ['transaction', 'Everyday Account', (digits) => `Everyday ${digits}`, 120, 6_500],
  ['savings', 'Bonus Saver', () => 'Bonus Saver', 900, 48_000],
  ['credit-card', 'Low Rate Card', (digits) => `Low Rate Card ${digits}`, -4_200, -15],
  ['mortgage', 'Home Loan', () => 'Home Loan', -640_000, -210_000],
];

export type HeldAccount = Omit<BankAccount, 'balance' | 'availableFunds' | 'lastUpdated'> & {
  /** Cents; null where the bank does not say. */
  cents: number | null;
};

/** One to three accounts, the first one of every day. */
export function accountsOf(person: Person, random: Random): readonly HeldAccount[] {
  const others = products.slice(1).filter(() => random.next() < 0.5);
  return [products[0], ...others.slice(0, 2)].map(([type, product, name, least, most]) => ({
    id: random.uuid(),
    name: name(`${random.digits(4)} ${random.digits(4)}`),
    type,
    product,
    holder: `${person.firstName} ${person.lastName}`.toUpperCase(),
    accountNo: random.digits(12),
    currency: 'AUD',
    available: true,
    cents: type === 'mortgage' && random.next() < 0.5 ? null : random.between(least * 100, most * 100),
  }));
}

/** What a bank answers for an account now: money as decimal text, and a little different after each refresh. */
export function accountAt(account: HeldAccount, refreshes: number, lastUpdated: string): BankAccount {
  const { cents, ...facts } = account;
  const drift = refreshes === 0 ? 0 : createRandom(`${account.id}/${refreshes}`).between(-4_000, 4_000);
  const balance = cents === null ? null : ((cents + drift) / 100).toFixed(2);
  const hasFunds = account.type === 'transaction' || account.type === 'savings';
  return { ...facts, balance, availableFunds: hasFunds ? balance : null, lastUpdated };
}
