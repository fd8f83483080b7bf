import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fireEvent, userEvent, waitFor, within } from 'storybook/test';
import { createFailure } from 'connections-kit/core';
import { JobHistory, type JobHistoryProps } from 'connections-kit';
import { createHistoryClient, eventfulWeek, manyJobs, type HistoryBankOptions } from './history-bank';
import { playground } from './playground';
import { AtInstitution, StoryProvider, withSandbox } from './sandbox';

const meta = {
  title: 'Components/JobHistory',
  component: JobHistory,
} satisfies Meta<typeof JobHistory>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Playground = {
  ...playground<JobHistoryProps>((props) => <JobHistory {...props} />),
  decorators: [withSandbox],
};

/** The history of the connection at Hooli Bank, as the story says. */
function ofHooli(options: HistoryBankOptions): Pick<Story, 'render'> {
  return {
    render: (args) => (
      <StoryProvider client={() => createHistoryClient(options)}>
        <AtInstitution name="Hooli Bank">
          {(connectionId) => <JobHistory {...args} connectionId={connectionId} />}
        </AtInstitution>
      </StoryProvider>
    ),
  };
}

const rows = (page: HTMLElement) => page.querySelectorAll('[data-ck="job-history-item"]');

/** A job opens to its steps; a failed one says what happened and who must act. */
export const OneConnection: Story = {
  decorators: [withSandbox],
  render: (args) => (
    <AtInstitution name="Hooli Bank">
      {(connectionId) => <JobHistory {...args} connectionId={connectionId} />}
    </AtInstitution>
  ),
  parameters: { sandbox: { scenario: 'credentials-rejected' } },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const [failed] = await page.findAllByRole('button', { name: /^Refresh · Failed/ });
    if (!failed) throw new Error('There is no failed job.');
    await userEvent.click(failed);
    const body = within(await page.findByRole('region', { name: /Failed/ }));
    await expect(body.getByText(/did not accept the saved sign-in/)).toBeVisible();
    await expect(body.getByText('You')).toBeVisible();
    await expect(body.getByRole('list')).toBeVisible();
    await expect(body.getByRole('link', { name: 'Recover your sign-in at Hooli Bank' })).toBeVisible();
  },
};

export const AllConnections: Story = {
  decorators: [withSandbox],
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect((await page.findAllByText(/Hooli Bank/)).length).toBeGreaterThan(0);
  },
};

/** By days; what was one gesture stands together. */
export const Days: Story = {
  ...ofHooli({ jobs: eventfulWeek }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    const run = within(await page.findByRole('list', { name: 'Purge and refresh' }));
    await expect(run.getAllByRole('listitem')).toHaveLength(2);
    await expect(page.getAllByRole('heading', { level: 4 }).length).toBeGreaterThan(2);
  },
};

/** By status, kind and day, with counts. A range that ends before it begins is said, and hides nothing. */
export const Filters: Story = {
  ...ofHooli({ jobs: eventfulWeek }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: 'Failed 2' }));
    await expect(rows(canvasElement)).toHaveLength(2);
    await userEvent.selectOptions(page.getByLabelText('Kind'), 'all');
    fireEvent.change(page.getByLabelText('From'), { target: { value: '2026-06-10' } });
    fireEvent.change(page.getByLabelText('To'), { target: { value: '2026-06-01' } });
    await expect(page.getByRole('alert')).toHaveTextContent('The last day is before the first one.');
    await expect(rows(canvasElement)).toHaveLength(2);
    await userEvent.click(page.getByRole('button', { name: 'Clear filters' }));
    await expect(rows(canvasElement)).toHaveLength(eventfulWeek.length);
  },
};

export const NoneMatch: Story = {
  ...ofHooli({ jobs: eventfulWeek }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    fireEvent.change(await page.findByLabelText('To'), { target: { value: '2001-01-01' } });
    await expect(page.getByText('No entry matches these filters.')).toBeVisible();
  },
};

/** How far it is, by the bank's usual durations; past them it says so, and is never full before it is done. */
export const TakingLong: Story = {
  ...ofHooli({ jobs: [{ ago: 90_000, status: 'running' }, ...eventfulWeek] }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /^Refresh · Running/ }));
    await expect(page.getByText('taking longer than usual')).toBeVisible();
    await expect(page.getByRole<HTMLProgressElement>('progressbar').value).toBeLessThan(1);
  },
};

/** The service will try again by itself. */
export const TriesAgain: Story = {
  ...ofHooli({
    jobs: [{ ago: 90_000, status: 'running', retryAt: new Date(Date.now() + 3_600_000).toISOString() }],
  }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /^Refresh · Running/ }));
    await expect(page.getByText(/The service tries again by itself/)).toBeVisible();
  },
};

/** Nothing has come after it: it can be tried again here. */
export const Failed: Story = {
  ...ofHooli({ jobs: [{ ago: 60_000, status: 'failed', failure: createFailure('service-unavailable') }] }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /^Refresh · Failed/ }));
    const body = within(page.getByRole('region', { name: /Failed/ }));
    await userEvent.click(body.getByRole('button', { name: 'Try again' }));
    await expect(await page.findByRole('button', { name: /^Refresh · (Waiting|Running)/ })).toBeVisible();
  },
};

/** Sight of it was lost; it may still end well. */
export const Lost: Story = {
  ...ofHooli({ jobs: [{ ago: 3_600_000, status: 'unknown' }] }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: /^Refresh · Outcome unknown/ }));
    await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
  },
};

/** A link names the job: it is open, in view, and has the focus. */
export const Linked: Story = {
  ...ofHooli({ jobs: manyJobs(40) }),
  args: { jobId: '6c8698000033' },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('[data-job="6c8698000033"] button')).toHaveFocus());
    await expect(document.activeElement).toHaveAttribute('aria-expanded', 'true');
  },
};

export const LinkedToNothing: Story = {
  ...ofHooli({ jobs: eventfulWeek }),
  args: { jobId: 'not-there' },
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText('The entry that this link names is not there, or no longer.')).toBeVisible();
  },
};

export const NoneYet: Story = {
  ...ofHooli({ jobs: [] }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Nothing has happened here yet.')).toBeVisible();
  },
};

export const CannotBeLoaded: Story = {
  ...ofHooli({ jobs: eventfulWeek, failures: { first: 1 } }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText('The job history could not be loaded')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(page.queryByText('The job history could not be loaded')).toBeNull());
  },
};

/** The older pages come as the page is scrolled; where one does not come, it is asked for again by a press. */
export const OlderCannotBeLoaded: Story = {
  ...ofHooli({ jobs: manyJobs(30), pageSize: 5, failures: { older: 1 } }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(await page.findByText('The older entries could not be loaded')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(rows(canvasElement).length).toBeGreaterThan(5));
  },
};

/** While older jobs are not loaded, an export says so and offers to load them first. */
export const Export: Story = {
  ...ofHooli({ jobs: manyJobs(400) }),
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await userEvent.click(await page.findByRole('button', { name: 'CSV' }));
    await expect(page.getByText('Older entries are not loaded yet.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Load and export all' })).toBeVisible();
  },
};

export const Thousands: Story = {
  ...ofHooli({ jobs: manyJobs(5_000), pageSize: 1_000 }),
};
