import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionProfile, type Account, type ConnectionProfileProps } from 'connections-kit';
import { playground } from './playground';
import { AtInstitution, createStoryHost, StoryProvider, withSandbox } from './sandbox';

const meta = {
  title: 'Components/ConnectionProfile',
  component: ConnectionProfile,
  decorators: [withSandbox],
  args: { connectionId: '' },
  render: (args) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <ConnectionProfile {...args} connectionId={connectionId} />}
    </AtInstitution>
  ),
  parameters: { sandbox: { scenario: 'happy' } },
} satisfies Meta<typeof ConnectionProfile>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = playground<ConnectionProfileProps>(
  (props) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <ConnectionProfile {...props} connectionId={connectionId} />}
    </AtInstitution>
  ),
  'happy',
);

/** Personal data is masked until the person reveals it, and hidden again. */
export const MaskedAndRevealed: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const reveal = await page.findByRole('button', { name: 'Reveal E-mail' });
    await expect(page.getAllByText(/^\p{L}•••@/u)[0]).toBeVisible();
    await userEvent.click(reveal);
    await expect((await page.findAllByText(/^[\w.+]+@[\w.]+$/))[0]).toBeVisible();
    await expect(page.getByText(/Hidden again in/)).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Hide E-mail' }));
    await expect(page.queryByText(/^[\w.+]+@[\w.]+$/)).toBeNull();
  },
};

export const SignInRejected: Story = {
  parameters: { sandbox: { scenario: 'credentials-rejected' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText(/did not accept the saved sign-in/)).toBeVisible();
    await expect(page.getByText('You')).toBeVisible();
  },
};

export const BankDown: Story = {
  parameters: { sandbox: { scenario: 'bank-down' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/not reachable at present/)).toBeVisible();
  },
};

export const UnknownStatus: Story = {
  parameters: { sandbox: { scenario: 'unknown-status' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/a status that we do not know/)).toBeVisible();
  },
};

/** 20 seconds before it is hidden the countdown warns; one press gives it its whole time again. */
export const ShownLonger: Story = {
  parameters: { sandbox: { scenario: 'happy', speed: 10 } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: 'Reveal Phone' }));
    const countdown = await page.findByText(/Hidden again in/);
    await waitFor(() => expect(countdown).toHaveAttribute('data-soon'), { timeout: 3_000 });
    await expect(page.getByText('Phone is hidden again in 20 seconds')).toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Show longer: Phone' }));
    await waitFor(() => expect(countdown).not.toHaveAttribute('data-soon'));
    await waitFor(() => expect(page.getByText('Phone is hidden again')).toBeInTheDocument(), { timeout: 6_000 });
    await expect(page.getByRole('button', { name: 'Reveal Phone' })).toHaveFocus();
  },
};

/** What was agreed to, for what, until when. Renewing and withdrawing stand beside it; withdrawing leads to the revoke. */
export const ConsentThatEndsSoon: Story = {
  parameters: { sandbox: { scenario: 'consent-ending' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const consent = within(await page.findByRole('region', { name: 'Your consent' }));
    await expect(consent.getByText('Share your financial data')).toBeVisible();
    await expect(
      consent.getByText('Incoming and outgoing transactions, their amounts, dates and descriptions.'),
    ).toBeVisible();
    await expect(consent.getByText(/^Access ends in \d days$/)).toBeVisible();
    await expect(consent.getByRole('button', { name: 'Renew access' })).toBeVisible();
    await userEvent.click(consent.getByRole('button', { name: 'Stop sharing' }));
    const dialog = within(await page.findByRole('dialog', { name: 'End the connection to Hooli Bank?' }));
    await expect(dialog.getByRole('radio', { name: 'Delete it' })).toBeEnabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await expect(consent.getByRole('button', { name: 'Stop sharing' })).toHaveFocus();
  },
};

/** After the end it is still told what had been agreed to, and when that ended. */
export const ConsentThatHasEnded: Story = {
  parameters: { sandbox: { scenario: 'revoked' } },
  play: async ({ canvasElement }) => {
    const consent = within(await within(canvasElement).findByRole('region', { name: 'Your consent' }));
    await expect(consent.getByText('Ended')).toBeVisible();
    await expect(consent.getByText('Share your financial data')).toBeVisible();
    await expect(consent.queryByRole('button')).toBeNull();
  },
};

const accounts = Array.from({ length: 24 }, (_, index): Account => {
  const number = String(100 + index * 37);
  return {
    id: number,
    name: ['Everyday', 'Holiday savings for the whole family', 'Home loan'][index % 3] ?? 'Account',
    type: ['transaction', 'savings', 'mortgage'][index % 3] ?? 'other',
    number: `••• ${number}`,
    currency: index === 4 ? 'JPY' : 'AUD',
    ...(index !== 3 && { balance: index === 2 ? '-12345678901234567.89' : `${index * 913}.5` }),
    ...(index % 3 === 0 && { availableFunds: `${index * 900}.00` }),
    available: index !== 5,
    updatedAt: '2026-11-20T08:00:00Z',
  };
});

/** Ten at first; each amount with all its digits, and one that the bank shares no longer with its date. */
export const ManyAccounts: Story = {
  decorators: [
    (Story) => (
      <StoryProvider client={() => createStoryHost({ scenario: 'happy' }, {}, { accounts }).client}>
        <Story />
      </StoryProvider>
    ),
  ],
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const section = within(await page.findByRole('region', { name: 'Accounts' }));
    const more = await section.findByRole('button', { name: 'Show all 24 accounts' });
    await expect(section.getAllByRole('listitem')).toHaveLength(10);
    await expect(section.getByText('-$12,345,678,901,234,567.89')).toBeVisible();
    await userEvent.click(more);
    await expect(section.getAllByRole('listitem')).toHaveLength(24);
    await expect(more).toHaveFocus();
  },
};

/** Before anything ends, the person types the name of the bank: in whichever case, with or without spaces, or pasted. */
export const TypedConfirmation: Story = {
  args: { confirm: 'typed' },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: 'Revoke' }));
    const dialog = within(await page.findByRole('dialog'));
    const field = dialog.getByRole('textbox', { name: /Type “Hooli Bank” to confirm/ });
    await userEvent.type(field, 'hooli{Enter}');
    await expect(dialog.getByRole('button', { name: 'Revoke' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.type(field, ' BANK ');
    await expect(dialog.getByRole('button', { name: 'Revoke' })).not.toHaveAttribute('aria-disabled');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull());
    await expect(await page.findByText('Revoked', { selector: '[data-ck="status-badge"]' })).toBeVisible();
  },
};
