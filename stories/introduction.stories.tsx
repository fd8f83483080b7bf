import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { ConnectionManager } from 'connections-kit';
import { sandboxScenarios } from 'connections-kit/transports/sandbox';
import { withSandbox } from './sandbox';
import './page.css';

/** Where to look for what; the addresses are Storybook's own. */
const places = [
  ['Theming', 'theming--default', 'The eight tokens, changed live, with the contrast of every pair of colors.'],
  ['Tokens', 'tokens--variables', 'Every variable of the style sheet, as the browser computes it.'],
  ['Content guide', 'content-guide--words', 'How the words are written: plain, calm, exact.'],
  ['Accessibility', 'accessibility--report', 'What is met, what is not, and what to look at while designing.'],
  ['Model', 'model--lifecycle', 'Which status follows which, and which action can be taken in which.'],
  ['Components', 'components-connectionlist--playground', 'Each with its states, its props and a playground.'],
  ['Workflows', 'workflows-refresh-only--refresh-only', 'Each gesture from its first press to its end.'],
] as const;

function Introduction() {
  return (
    <>
      <article className="page">
        <h1>connections-kit</h1>
        <p>
          What a person sees of their bank connections after they were linked: each with its state, refreshed, purged or
          revoked at a press, every job followed step by step, personal data masked until they ask for it.
        </p>
        <p>
          Everything here lives: a sandbox bank answers, in {sandboxScenarios.length} scenarios, without a server. The
          toolbar sets scheme, language, direction, density and the width of the container for every story.
        </p>
        <h2>Where to look</h2>
        <dl>
          {places.map(([name, story, what]) => (
            <div key={story}>
              <dt>
                <a href={`?path=/story/${story}`} target="_top">
                  {name}
                </a>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <h2>All of it</h2>
      </article>
      <ConnectionManager />
    </>
  );
}

const meta = {
  title: 'Introduction',
  component: Introduction,
  decorators: [withSandbox],
  tags: ['!autodocs'],
} satisfies Meta<typeof Introduction>;
export default meta;

export const Welcome: StoryObj<typeof meta> = {
  play: async ({ canvasElement }) => {
    const page = within(canvasElement);
    await expect(page.getAllByRole('link')).toHaveLength(places.length);
    await userEvent.click(await page.findByRole('button', { name: /^Hooli Bank/ }));
    await expect(await page.findByRole('heading', { name: 'Hooli Bank' })).toBeVisible();
    window.scrollTo(0, 0); // the press has led to the row: who opens this page reads it from its top
    await expect(window.scrollY).toBe(0);
  },
};
