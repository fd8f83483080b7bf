import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { withSandbox } from './sandbox';

const meta = {
  title: 'Workflows/Reveal',
  component: ConnectionManager,
  decorators: [withSandbox],
  parameters: { sandbox: { scenario: 'happy' } },
} satisfies Meta<typeof ConnectionManager>;
export default meta;
type Story = StoryObj<typeof meta>;

const raw = /^[\w.+]+@[\w.]+$/;

async function reveal(canvasElement: HTMLElement) {
  const page = within(canvasElement);
  await userEvent.click(await page.findByRole('button', { name: /Hooli Bank/ }));
  await userEvent.click(await page.findByRole('button', { name: 'Reveal E-mail' }));
  await expect((await page.findAllByText(raw))[0]).toBeVisible();
  return page;
}

/** One field at a time, for 30 seconds that are counted on screen and said once; hidden again by the same button. */
export const RevealAndHide: Story = {
  play: async ({ canvasElement }) => {
    const page = await reveal(canvasElement);
    await expect(page.getAllByText(/^\p{L}••• /u)[0], 'the name stays masked').toBeVisible();
    await expect(page.getByText(/^Hidden again in/)).toBeVisible();
    await expect(page.getByText('E-mail is shown for 30 seconds')).toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Hide E-mail' }));
    await expect(page.queryByText(raw)).toBeNull();
    await expect(page.getByRole('button', { name: 'Reveal E-mail' })).toHaveFocus();
  },
};

/** Nobody hides it: it goes by itself, and that is said. */
export const HiddenByItself: Story = {
  parameters: { sandbox: { scenario: 'happy', speed: 10 } },
  play: async ({ canvasElement }) => {
    const page = await reveal(canvasElement);
    await waitFor(() => expect(page.queryByText(raw)).toBeNull(), { timeout: 8_000 });
    await expect(page.getByText('E-mail is hidden again')).toBeInTheDocument();
  },
};

/** Another connection is looked at meanwhile: back here, the value is masked. */
export const GoneWithTheConnection: Story = {
  play: async ({ canvasElement }) => {
    const page = await reveal(canvasElement);
    await userEvent.click(page.getByRole('button', { name: /Nucleus Bank/ }));
    await page.findByRole('heading', { name: 'Nucleus Bank' });
    await userEvent.click(page.getByRole('button', { name: /Hooli Bank/ }));
    await expect(await page.findByRole('button', { name: 'Reveal E-mail' })).toBeVisible();
    await expect(page.queryByText(raw)).toBeNull();
  },
};
