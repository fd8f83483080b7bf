import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { JobHistory } from 'connections-kit';
import { AtInstitution, withSandbox } from './sandbox';

const meta = {
  title: 'Components/JobHistory',
  component: JobHistory,
  decorators: [withSandbox],
} satisfies Meta<typeof JobHistory>;
export default meta;
type Story = StoryObj<typeof meta>;

/** A job opens to its steps; a failed one says what happened and who must act. */
export const OneConnection: Story = {
  render: (args) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <JobHistory {...args} connectionId={connectionId} />}
    </AtInstitution>
  ),
  parameters: { sandbox: { scenario: 'credentials-rejected' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const failed = await page.findAllByRole('button', { name: /Failed/ });
    const [first] = failed;
    if (!first) throw new Error('There is no failed job.');
    await userEvent.click(first);
    const body = within(await page.findByRole('region', { name: /Failed/ }));
    await expect(body.getByText(/did not accept the saved sign-in/)).toBeVisible();
    await expect(body.getByText('You')).toBeVisible();
    await expect(body.getByRole('list')).toBeVisible();
  },
};

export const AllConnections: Story = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect((await page.findAllByText(/Hooli Bank/)).length).toBeGreaterThan(0);
  },
};
