/** Connections of different banks and states, of which a test names only what it is about. */
import { screen } from '@testing-library/react';
import type { ConnectionDetail } from '../../../src/core';
import { buildDetail } from '../../core/builders';

export function named(id: string, name: string, detail: Partial<ConnectionDetail> = {}): ConnectionDetail {
  return buildDetail({ id, institution: { id: `AU-${id}`, name }, ...detail });
}

/** Six banks: one needs the person, one is revoked. */
export const six = [
  named('hooli', 'Hooli Bank'),
  named('piper', 'Pied Piper'),
  named('endframe', 'Endframe Mutual', { status: 'invalid' }),
  named('nucleus', 'Nucleus'),
  named('raviga', 'Raviga Savings', { status: 'revoked' }),
  named('aviato', 'Aviato Bank'),
];

export function numbered(count: number): ConnectionDetail[] {
  return Array.from({ length: count }, (_, index) => named(`c${index}`, `Bank ${index}`));
}

/** The names of the banks, in the order of the rows. */
export function names(): (string | null)[] {
  return screen
    .queryAllByRole('listitem')
    .map((row) => row.querySelector('[data-ck="connection-list-name"]')?.textContent ?? null);
}

export const button = (name: string | RegExp) => screen.getByRole('button', { name });
