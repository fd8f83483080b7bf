import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import report from '../docs/accessibility.md?raw';
import './page.css';

const results = ['Met', 'In part', 'Not met', 'Does not apply', "Host's duty"];

/** The criteria of the report, in their order, by how they fare. */
const criteria = Array.from(report.matchAll(/^\| (\d\.\d+\.\d+ [^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|/gm), (row) => {
  const [, criterion = '', result = '', how = ''] = row;
  return { criterion, result, how };
});

function Accessibility() {
  return (
    <article className="page">
      <h1>Accessibility</h1>
      <p>
        The kit aims at WCAG 2.2, levels A and AA. <code>docs/accessibility.md</code> goes through each criterion, with
        the test that shows it; this page is drawn from it.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Result</th>
            <th scope="col">Criteria</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result}>
              <th scope="row">{result}</th>
              <td>{criteria.filter((one) => one.result === result).length}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>What is not met, or in part</h2>
      <dl>
        {criteria
          .filter(({ result }) => result === 'Not met' || result === 'In part')
          .map(({ criterion, how }) => (
            <div key={criterion}>
              <dt>
                <strong>{criterion}</strong>
              </dt>
              <dd>{how}</dd>
            </div>
          ))}
      </dl>
      <h2>While you design</h2>
      <ul>
        <li>
          Set Direction, Density and Width in the toolbar: a part must hold at 280 pixels, compact, right to left.
        </li>
        <li>Look at both schemes. The Theming page shows the contrast of every pair of colors that a theme brings.</li>
        <li>Never tell by color alone: a status has its icon and its word.</li>
        <li>A button that cannot be used stays, keeps the focus, and says why.</li>
        <li>Where something goes away, decide where the focus goes.</li>
        <li>The Accessibility panel below each story shows what axe finds; in the tests a fault fails the story.</li>
      </ul>
    </article>
  );
}

const meta = { title: 'Accessibility', component: Accessibility, tags: ['!autodocs'] } satisfies Meta<
  typeof Accessibility
>;
export default meta;

export const Report: StoryObj<typeof meta> = {
  play: async ({ canvasElement }) => {
    const counts = within(canvasElement).getAllByRole('cell');
    await expect(counts.reduce((sum, { textContent }) => sum + Number(textContent), 0)).toBe(55);
  },
};
