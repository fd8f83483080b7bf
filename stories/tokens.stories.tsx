import type { Meta, StoryObj } from '@storybook/react-vite';
import { useLayoutEffect, useRef, useState } from 'react';
import { expect, within } from 'storybook/test';
import { readTokens, type Token, type Tokens } from './read-tokens';
import { withSandbox } from './sandbox';
import './page.css';

function TokenPage() {
  const page = useRef<HTMLElement>(null);
  const [tokens, setTokens] = useState<Tokens>({ set: [], derived: [] });
  useLayoutEffect(() => {
    const root = page.current?.closest('[data-ck="root"]');
    if (root) setTokens(readTokens(root));
  }, []);
  return (
    <article className="page" ref={page}>
      <h1>Tokens</h1>
      <p>
        A host sets eight variables on the provider or above it; the kit derives the rest. Both tables are read off the
        style sheet on this page, in the scheme and the density of the toolbar.
      </p>
      <h2>What a host sets</h2>
      <TokenTable head="Without it" tokens={tokens.set} />
      <h2>What follows from it</h2>
      <p>
        These names are the kit’s own and may change with any version. Draw with them; do not write them into a host’s
        style sheet.
      </p>
      <TokenTable head="How it follows" tokens={tokens.derived} />
    </article>
  );
}

function TokenTable({ head, tokens }: { head: string; tokens: readonly Token[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Variable</th>
          <th scope="col">Looks like</th>
          <th scope="col">{head}</th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ name, value, kind, computed }) => (
          <tr key={name}>
            <th scope="row">
              <code dir="ltr">{name}</code>
            </th>
            <td>
              {kind === 'color' && <span className="token-color" style={{ background: computed }} />}
              {kind === 'length' && (
                <>
                  <span className="token-length" style={{ inlineSize: computed }} /> {computed}
                </>
              )}
            </td>
            <td>
              <code dir="ltr">{value}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const meta = {
  title: 'Tokens',
  component: TokenPage,
  decorators: [withSandbox],
  tags: ['!autodocs'],
} satisfies Meta<typeof TokenPage>;
export default meta;

export const Variables: StoryObj<typeof meta> = {
  play: async ({ canvasElement }) => {
    const names = within(canvasElement).getAllByText(/^--ck-[\w-]+$/);
    await expect(names.map(({ textContent }) => textContent).toSorted()).toEqual(
      ['accent', 'danger', 'font', 'radius', 'space', 'success', 'surface', 'text'].map((name) => `--ck-${name}`),
    );
    await expect(within(canvasElement).getByText('--_control-height').closest('tr')).toHaveTextContent('34px');
  },
};
