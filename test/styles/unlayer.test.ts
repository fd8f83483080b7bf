import { describe, expect, it } from 'vitest';
import { unlayer } from '../../scripts/unlayer.mjs';

const order = '@layer kit.tokens, kit.base, kit.components;';
const squeezed = (css: string) => css.replace(/\s+/g, ' ').trim();

describe('the unlayered sheet', () => {
  it('has the rules of the layered one in their order, each as heavy as one attribute', () => {
    const css = `${order}
      @layer kit.base { :where([data-ck='a'], b) { color: red } }
      @layer kit.components { :where([data-ck='a'])::before { color: blue } }`;
    expect(squeezed(unlayer(css))).toBe(
      ":is([data-ck],[data-ck] *):where([data-ck='a'], b) { color: red } " +
        ":is([data-ck],[data-ck] *):where([data-ck='a'])::before { color: blue }",
    );
  });

  it('keeps each selector of a list by itself', () => {
    expect(squeezed(unlayer(`${order}@layer kit.base { :where(a), :where(b) { color: red } }`))).toBe(
      ':is([data-ck],[data-ck] *):where(a), :is([data-ck],[data-ck] *):where(b) { color: red }',
    );
  });

  it('reaches into queries and leaves key frames as they are', () => {
    const css = `${order}@layer kit.base { @media print { :where(a) { color: red } } @keyframes k { to { rotate: 1turn } } }`;
    expect(squeezed(unlayer(css))).toBe(
      '@media print { :is([data-ck],[data-ck] *):where(a) { color: red } } @keyframes k { to { rotate: 1turn } }',
    );
  });

  it('leaves what is said of the page as light as it is', () => {
    const css = `${order}@layer kit.tokens { :where(:root) { --a: b } }`;
    expect(squeezed(unlayer(css))).toBe(':where(:root) { --a: b }');
  });

  it.each([
    ['@layer kit.base { [data-ck] { color: red } }', 'is not of the form'],
    ['@layer kit.base { :where(a) b { color: red } }', 'is not of the form'],
    ['@layer kit.base { :where(a):hover { color: red } }', 'is not of the form'],
    ['@layer kit.base { :where(a), b { color: red } }', 'is not of the form'],
    [':where(a) { color: red }', 'stands in no layer'],
    ['@layer kit.base {} @layer kit.tokens {}', 'comes after a later one'],
    ['@layer kit.other { :where(a) { color: red } }', 'has no place in their order'],
  ])('refuses what would not mean the same: %s', (css, message) => {
    expect(() => unlayer(order + css)).toThrow(message);
  });
});
