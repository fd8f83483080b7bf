import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { expect, within } from 'storybook/test';
import { useText, type Text } from 'connections-kit';
import { connectionStatuses } from 'connections-kit/core';
import { en } from 'connections-kit/locales/en';
import { withSandbox } from './sandbox';
import './page.css';

interface Rule {
  name: string;
  why: string;
  examples(text: Pick<Text, 'fill' | 'plural'>): readonly string[];
}

const institution = 'Hooli Bank';

/** Each example is the sentence that the kit says. */
const rules: readonly Rule[] = [
  {
    name: 'Say what happened, what it means, and who must act',
    why: 'A person who reads “Error” must guess all three.',
    examples: ({ fill }) => [
      fill(en.failure['system-unavailable'], { institution }),
      `${en.jobs.who}: ${en.actor.wait}`,
      fill(en.failure['account-locked'], { institution }),
    ],
  },
  {
    name: 'Before what cannot be undone: what will happen, and what will not',
    why: 'A revoke leaves the data, a purge leaves the link; people believe the opposite of either.',
    examples: ({ fill }) => [
      fill(en.confirm.purge.title, { institution }),
      ...[...en.confirm.purge.will, ...en.confirm.purge.wont].map((line) => fill(line, { institution })),
    ],
  },
  {
    name: 'A button says what it does, in the words of its question',
    why: 'Never “OK” and never “Yes”: who reads the button alone knows what comes.',
    examples: () => [en.confirm.purge.confirm, en.confirm.purgeAndRevoke.confirm, en.consent.reauthorize],
  },
  {
    name: 'No more than is known',
    why: 'Where an answer was lost, neither “done” nor “failed” is true.',
    examples: ({ fill }) => [fill(en.lost.purge, { institution }), en.jobs.unconfirmed, en.statusHint.unknown],
  },
  {
    name: 'No blame',
    why: 'It is the bank that did not accept, not the person who did something wrong.',
    examples: ({ fill }) => [fill(en.failure['invalid-credentials'], { institution }), en.challenge.rejected],
  },
  {
    name: 'Plain and calm',
    why: 'No exclamation mark, no “please”, no “sorry”, no “oops”, and nothing of the machine: no code, no “request”.',
    examples: ({ fill }) => [en.list.emptyHint, en.offline, fill(en.notDone, {})],
  },
  {
    name: 'Numbers, dates and lists are the language’s own',
    why: 'A sentence has a form for each count; the browser writes the numbers, dates and lists in it.',
    examples: ({ plural }) => [
      plural(en.list.needsYou, 1),
      plural(en.list.needsYou, 3),
      plural(en.profile.revealed, 29),
    ],
  },
];

function Page({ children }: { children: ReactNode }) {
  return <article className="page">{children}</article>;
}

function ContentGuide() {
  const text = useText();
  return (
    <Page>
      <h1>Content guide</h1>
      <p>
        How the kit’s words are written, so that yours beside them sound the same. Every example is taken from{' '}
        <code>connections-kit/locales/en</code>; change one with <code>extendLabels(en, {'{ … }'})</code>.
      </p>
      {rules.map(({ name, why, examples }) => (
        <section key={name}>
          <h2>{name}</h2>
          <p>{why}</p>
          {examples(text).map((example) => (
            <blockquote key={example}>{example}</blockquote>
          ))}
        </section>
      ))}
      <h2>One word for one thing</h2>
      <p>
        The words are those of the field, so that support, the bank and the page mean the same. A status is one word;
        the sentence beside it says what it means for the person.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">In a row</th>
            <th scope="col">In full</th>
          </tr>
        </thead>
        <tbody>
          {connectionStatuses.map((status) => (
            <tr key={status}>
              <th scope="row">{en.status[status]}</th>
              <td>{en.statusSummary[status]}</td>
              <td>{en.statusHint[status]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Page>
  );
}

const meta = {
  title: 'Content guide',
  component: ContentGuide,
  decorators: [withSandbox],
  tags: ['!autodocs'],
} satisfies Meta<typeof ContentGuide>;
export default meta;

/** Plain, calm, exact. */
export const Words: StoryObj<typeof meta> = {
  play: async ({ canvasElement }) => {
    const examples = Array.from(canvasElement.querySelectorAll('blockquote'), ({ textContent }) => textContent ?? '');
    await expect(examples.length).toBeGreaterThan(15);
    await expect(examples.filter((words) => /[!{}]|please|sorry|oops/i.test(words))).toEqual([]);
    await expect(within(canvasElement).getAllByRole('row')).toHaveLength(connectionStatuses.length + 1);
  },
};
