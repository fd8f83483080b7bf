import { describe, expect, it } from 'vitest';
import { mask } from '../../../src/core/model/mask';

/** The remainder table of domain.md, and what stands around it. */
const examples: Readonly<Record<keyof typeof mask, readonly (readonly [raw: string, masked: string])[]>> = {
  name: [
    ['Gavin Belson', 'G••• B•••'],
    ['Gavin Archibald von Belson', 'G••• B•••'],
    ['  Gavin   Belson  ', 'G••• B•••'],
    ['Belson, Gavin', 'B••• G•••'],
    ["Sinéad O'Connor", 'S••• O•••'],
    ['Émile Zola-Dreyfus', 'É••• Z•••'],
    ['Анна Каренина', 'А••• К•••'],
    ['Madonna', 'M•••'],
    ['司马相如诸葛亮', '司•••'],
    ['Cher', '•••'],
    ['Bo Li', '•••'],
    ['', '•••'],
    ['Gavin 0412345678', '•••'],
    ['0412 345 678', '•••'],
    ['••• •••', '•••'],
  ],
  phone: [
    ['0412 345 991', '••• 991'],
    ['+61 (4) 1234-5991', '••• 991'],
    ['XXXX 888 991', '••• 991'],
    ['040534555 ### 991', '••• 991'],
    ['+61•••991', '••• 991'],
    ['12345', '•••'],
    ['991', '•••'],
    ['call Gavin 991', '•••'],
    ['0412 345 99x', '•••'],
    ['', '•••'],
  ],
  accountNumber: [
    ['062-000 12345991', '••• 991'],
    ['GB29 NWBK 6016 1331 9268 19', '••• 819'],
    ['xxxx xxxx 991', '••• 991'],
    ['1991', '•••'],
    ['123456AB', '•••'],
    ['', '•••'],
  ],
  email: [
    ['gavin@hooli.com', 'g•••@hooli.com'],
    ['gavin.belson+bank@mail.hooli.com.au', 'g•••@mail.hooli.com.au'],
    ["o'brien@hooli.com", 'o•••@hooli.com'],
    ['юлия@почта.рф', 'ю•••@почта.рф'],
    ['0412345678@hooli.com', '•••@hooli.com'],
    ['g•••@hooli.com', 'g•••@hooli.com'],
    ['gavin(at)hooli.com', '•••'],
    ['gavin@hooli', '•••'],
    ['Gavin Belson <gavin@hooli.com>', '•••'],
    ['gavin@hooli.com, belson@hooli.com', '•••'],
    ['a@b.c', '•••'],
    ['', '•••'],
  ],
  address: [
    ['1 Pittwater Road, Dee Why NSW 2099', '•••, Dee Why NSW 2099'],
    ['Unit 4, 12 Sunset Avenue, Dee Why, NSW 2099', '•••, Dee Why, NSW 2099'],
    ['1 Main St, Dee Why NSW 2099, Australia', '•••, Dee Why NSW 2099'],
    ['1 Main St, St Kilda VIC 3182', '•••, St Kilda VIC 3182'],
    ['1 Pine Road, Springfield 12345', '•••, Springfield 12345'],
    ['•••, Dee Why NSW 2099', '•••, Dee Why NSW 2099'],
    ['1 Main Street Dee Why NSW 2099', '•••'],
    ['Unit 4, Pittwater Road NSW 2099', '•••'],
    ['Unit 4, Smith St NSW 2099', '•••'],
    ['Unit 4, Sunset Way NSW 2099', '•••'],
    ['1 Main Street, NSW 2099', '•••'],
    ['1 Main Street, Dee Why', '•••'],
    ['1 Main Street, 2099', '•••'],
    ['Hooli', '•••'],
    ['', '•••'],
  ],
  freeText: [
    ['Code sent to 0412 345 678', 'Code sent to •••'],
    ['Code sent to +61 (412) 345-678 now', 'Code sent to +••• now'],
    ['Mail to gavin@hooli.com, please', 'Mail to •••, please'],
    ["Mail to sinead.o'connor@hooli.com", 'Mail to •••'],
    ['Everyday 062000 12345991', 'Everyday •••'],
    ['Saver 2', 'Saver 2'],
    ['Saver', 'Saver'],
    ['Top 10 of 99', 'Top 10 of 99'],
    ['٠١٢٣ رمز', '••• رمز'],
    ['', ''],
  ],
};

describe.each(Object.entries(examples))('mask.%s', (kind, rows) => {
  it.each(rows)('leaves of %j only %j', (raw, masked) => {
    expect(mask[kind as keyof typeof mask](raw)).toBe(masked);
  });
});

describe('a mask of a very long value', () => {
  const long = 200_000;
  it.each([
    ['letters', 'a'.repeat(long)],
    ['spaces', `a${' '.repeat(long)}b`],
    ['digits', '1'.repeat(long)],
    ['digits apart', '1 '.repeat(long)],
    ['dots', 'a.'.repeat(long)],
    ['commas', 'a,'.repeat(long)],
    ['at signs', '@'.repeat(long)],
  ])('of %s takes no longer than a moment', (_name, raw) => {
    const before = performance.now();
    for (const rule of Object.values(mask)) rule(raw);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
