import { describe, expect, it } from 'vitest';
import { toInstitution } from '../../../src/transports/basiq/connectors';
import { connector } from './wire-examples';

describe('an institution', () => {
  it('comes from its connector', () => {
    expect(toInstitution(connector)).toEqual({
      id: 'AU00000',
      name: 'Hooli Bank',
      shortName: 'Hooli',
      logoUrl: 'https://example.com/AU00000.svg',
      country: 'Australia',
      health: 'operational',
      recoveryUrl: 'https://example.com/forgotten-password',
      averageDurations: { authenticate: 5000, accounts: 8000, transactions: 12000 },
    });
  });

  it.each([
    ['operational', 'operational'],
    ['degraded-performance', 'degraded'],
    ['partial-outage', 'degraded'],
    ['major-outage', 'outage'],
    ['under-maintenance', 'maintenance'],
    ['on-fire', 'unknown'],
  ])('reads the condition %s as %s', (status, health) => {
    expect(toInstitution({ ...connector, status })?.health).toBe(health);
  });

  it.each([
    ['data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
    ['https://example.com/a.png', 'https://example.com/a.png'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,<script>1</script>', undefined],
    ['http://example.com/a.png', undefined],
    ['//example.com/a.png', undefined],
    ['https://user:word@example.com/a.png', undefined],
    [`data:image/png;base64,${'A'.repeat(200_000)}`, undefined],
    [42, undefined],
  ])('takes the logo %.40s only as a safe picture', (square, logoUrl) => {
    const institution = { name: 'Hooli', logo: { links: { square } } };
    expect(toInstitution({ id: 'AU00000', institution })?.logoUrl).toBe(logoUrl);
  });

  it('takes the full logo where the square one is missing', () => {
    const institution = { logo: { links: { square: null, full: 'https://example.com/full.svg' } } };
    expect(toInstitution({ id: 'AU00000', institution })?.logoUrl).toBe('https://example.com/full.svg');
  });

  it('sends nobody to a recovery page that is not https', () => {
    const authorization = { meta: { forgotten_password_url: 'http://example.com/forgotten' } };
    expect(toInstitution({ ...connector, authorization })).not.toHaveProperty('recoveryUrl');
  });

  it('is named by its id where nothing else is known, and knows no durations of a bank without any', () => {
    expect(toInstitution({ id: 'AU00000', stats: { averageDurationMs: null } })).toEqual({
      id: 'AU00000',
      name: 'AU00000',
    });
  });
});
