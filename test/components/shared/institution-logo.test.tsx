import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Institution } from 'connections-kit/core';
import { InstitutionLogo } from '../../../src/components/shared/institution-logo';

const bank = (institution: Partial<Institution> = {}): Institution => ({
  id: 'AU1',
  name: 'Hooli Bank',
  ...institution,
});
const logo = () => document.querySelector('[data-ck="logo"]');
const image = () => document.querySelector('img');

it('shows the logo, which says nothing aloud that the name does not say', () => {
  render(<InstitutionLogo institution={bank({ logoUrl: 'https://logos.example/hooli.svg' })} />);
  expect(image()).toHaveAttribute('src', 'https://logos.example/hooli.svg');
  expect(image()).toHaveAttribute('referrerpolicy', 'no-referrer');
  expect(screen.queryByRole('img')).toBeNull();
});

it('falls back to the initials when the logo does not load', () => {
  const institution = bank({ logoUrl: 'https://logos.example/gone.svg' });
  const { rerender } = render(<InstitutionLogo institution={institution} />);
  fireEvent.error(image() ?? document.body);
  expect(image()).toBeNull();
  expect(logo()).toHaveTextContent('HB');

  rerender(<InstitutionLogo institution={{ ...institution, logoUrl: 'https://logos.example/new.svg' }} />);
  expect(image()).toHaveAttribute('src', 'https://logos.example/new.svg');
});

it.each([
  ['Hooli Bank', 'HB'],
  ['nucleus', 'N'],
  ['Fiduciary Trust of Tres Comas', 'FT'],
  ['ünal & Söhne', 'ÜS'],
  ['86 400', '8'],
  ['', ''],
])('the initials of “%s” are %s', (name, initials) => {
  render(<InstitutionLogo institution={bank({ name })} />);
  expect(logo()?.textContent).toBe(initials);
});

it('has the same color for the same institution', () => {
  render(
    <>
      <InstitutionLogo institution={bank()} />
      <InstitutionLogo institution={bank({ name: 'Renamed' })} size="large" />
    </>,
  );
  const [one, two] = document.querySelectorAll<HTMLElement>('[data-ck="logo"]');
  expect(one?.dataset.hue).toMatch(/^[0-5]$/);
  expect(two?.dataset.hue).toBe(one?.dataset.hue);
});
