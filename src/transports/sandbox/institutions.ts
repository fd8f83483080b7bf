import type { BankInstitution } from './bank-facts';
import type { ScenarioName } from './scenarios';

/** An invented institution with the scenario that it plays by default. Its health is the scenario's. */
export interface SandboxInstitution extends Omit<BankInstitution, 'health'> {
  scenario: ScenarioName;
}

type Row = [
  id: string,
  name: string,
  shortName: string,
  color: string,
  scenario: ScenarioName,
  /** Milliseconds: to sign in, to read the accounts, to read the transactions. */
  durations: [number, number, number],
];

const rows: readonly Row[] = [
  ['AU00000', 'Hooli Bank', 'Hooli', '#1f6feb', 'happy', [1_800, 1_700, 2_600]],
  ['AU00001', 'Pied Piper Credit Union', 'Pied Piper', '#1a7f37', 'slow', [2_000, 1_900, 2_700]],
  ['AU00002', 'Endframe Mutual', 'Endframe', '#8250df', 'credentials-rejected', [2_200, 1_900, 2_700]],
  ['AU00003', 'Nucleus Bank', 'Nucleus', '#bf3989', 'account-locked', [1_900, 1_800, 2_400]],
  ['AU00004', 'Bachmanity Financial', 'Bachmanity', '#9a6700', 'user-action-required', [2_100, 1_800, 2_900]],
  ['AU00005', 'Raviga Savings', 'Raviga', '#0a7ea4', 'bank-down', [2_400, 2_000, 2_600]],
  ['AU00006', 'Maleant Building Society', 'Maleant', '#cf222e', 'setup-failed', [2_300, 1_900, 2_500]],
  ['AU00007', 'Aviato Bank', 'Aviato', '#bc4c00', 'stuck-in-pre-init', [1_800, 1_800, 2_800]],
  ['AU00008', 'Homicide Energy Super', 'Homicide Super', '#57606a', 'consent-ending', [2_000, 2_000, 3_000]],
  ['AU00009', 'Optimoji Money', 'Optimoji', '#a40e26', 'rate-limited', [1_700, 1_600, 2_500]],
  ['AU00010', 'Sliceline Credit', 'Sliceline', '#116329', 'mfa', [1_900, 1_700, 2_400]],
  ['AU00011', 'Fiduciary Trust of Tres Comas', 'Tres Comas', '#6639ba', 'unknown-status', [2_100, 1_900, 2_600]],
  ['AU00012', 'Keenan Bank', 'Keenan', '#0550ae', 'setting-up', [2_000, 1_800, 2_700]],
  ['AU00013', 'Gilfoyle Mutual', 'Gilfoyle', '#24292f', 'revoked', [1_800, 1_900, 2_500]],
  ['AU00014', 'Yao Net Bank', 'Yao Net', '#953800', 'refresh-fails-after-purge', [1_900, 1_800, 2_600]],
  ['AU00015', 'Anton Server Credit Union', 'Anton', '#4d2d00', 'answer-lost', [1_800, 1_700, 2_500]],
];

/**
 * The invented institutions of the sandbox, each with the scenario that it plays by default: together they show every state.
 * Durations are milliseconds.
 */
export const sandboxInstitutions: readonly SandboxInstitution[] = rows.map(
  ([id, name, shortName, color, scenario, [verify, accounts, transactions]]) => ({
    id,
    name,
    shortName,
    country: 'Australia',
    logoUrl: logoOf(shortName, color),
    recoveryUrl: `https://example.com/${id.toLowerCase()}/forgotten-password`,
    averageDurations: {
      'verify-credentials': verify,
      'retrieve-accounts': accounts,
      'retrieve-transactions': transactions,
    },
    scenario,
  }),
);

/** A rounded square with the initials; it needs no network. */
function logoOf(name: string, color: string): string {
  const words = name.split(' ');
  const initials = (words.length > 1 ? words.map((word) => word.charAt(0)).join('') : name).slice(0, 2);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="${color}"/>` +
    `<text x="20" y="26" font-family="sans-serif" font-size="16" font-weight="600" fill="#fff" text-anchor="middle">${initials}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
