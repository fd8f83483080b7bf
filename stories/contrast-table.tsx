/** Each pair of colors that the kit draws text or a line with, as the browser computes it here, beside what WCAG 2.2 AA asks. */
import { parse, wcagContrast } from 'culori';
import { useLayoutEffect, useRef, useState } from 'react';

interface Pair {
  name: string;
  color: string;
  /** A variable, or a color made of some. */
  on: string;
  /** 4.5 for text (1.4.3), 3 for what is seen as a shape (1.4.11). */
  least: 4.5 | 3;
}

const pairs: readonly Pair[] = [
  { name: 'Text', color: '--_text', on: '--_surface', least: 4.5 },
  { name: 'Muted text', color: '--_muted', on: '--_surface', least: 4.5 },
  { name: 'Muted text in the chosen row', color: '--_muted', on: '--_wash', least: 4.5 },
  { name: 'Link', color: '--_accent', on: '--_surface', least: 4.5 },
  { name: 'Link, hovered', color: '--_accent', on: '--_accent-wash', least: 4.5 },
  { name: 'Primary button', color: '--_on-accent', on: '--_accent-fill', least: 4.5 },
  { name: 'Primary button, hovered', color: '--_on-accent', on: '--_accent-hover', least: 4.5 },
  { name: 'Danger', color: '--_danger', on: '--_surface', least: 4.5 },
  {
    name: 'Danger in a notice',
    color: '--_danger',
    on: 'color-mix(in oklab, var(--_danger) 7%, var(--_surface))',
    least: 4.5,
  },
  { name: 'Danger button', color: '--_on-danger', on: '--_danger-fill', least: 4.5 },
  { name: 'Danger button, hovered', color: '--_on-danger', on: '--_danger-hover', least: 4.5 },
  { name: 'Success', color: '--_success', on: '--_surface', least: 4.5 },
  { name: 'Success in the chosen row', color: '--_success', on: '--_wash', least: 4.5 },
  { name: 'Warning', color: '--_warning', on: '--_surface', least: 4.5 },
  {
    name: 'Warning in a notice',
    color: '--_warning',
    on: 'color-mix(in oklab, var(--_warning) 7%, var(--_surface))',
    least: 4.5,
  },
  { name: 'Border of a field', color: '--_field-line', on: '--_surface', least: 3 },
  { name: 'Focus ring', color: '--_accent', on: '--_surface', least: 3 },
];

/** Stands in the provider's root; `theme` is whatever it depends on. */
export function ContrastTable({ caption, theme }: { caption: string; theme: string }) {
  const samples = useRef<HTMLTableSectionElement>(null);
  const [ratios, setRatios] = useState<readonly (number | undefined)[]>([]);
  useLayoutEffect(() => {
    const found = samples.current?.querySelectorAll('.contrast-sample') ?? [];
    setRatios(Array.from(found, ratioOf));
  }, [theme]);
  return (
    <table className="contrast">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Pair</th>
          <th scope="col">Ratio</th>
          <th scope="col">AA</th>
        </tr>
      </thead>
      <tbody ref={samples}>
        {pairs.map(({ name, color, on, least }, index) => (
          <tr key={name}>
            <th scope="row">
              <span
                className="contrast-sample"
                data-shape={least === 3}
                aria-hidden="true"
                style={{ color: `var(${color})`, background: on.startsWith('--') ? `var(${on})` : on }}
              >
                {least === 3 ? '' : 'Aa'}
              </span>
              {name}
            </th>
            <td>{ratios[index]?.toFixed(2) ?? 'not known'}</td>
            <td>{verdict(ratios[index], least)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function verdict(ratio: number | undefined, least: number): string {
  if (ratio === undefined) return 'not known';
  return ratio >= least ? 'pass' : `fail, needs ${least}`;
}

function ratioOf(sample: Element): number | undefined {
  const { color, backgroundColor } = getComputedStyle(sample);
  const [text, background] = [parse(color), parse(backgroundColor)];
  return text && background ? wcagContrast(text, background) : undefined;
}
