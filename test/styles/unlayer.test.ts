import { describe, expect, it } from 'vitest';
import { joinLayers, unlayer } from '../../scripts/unlayer.mjs';

const order = '@layer kit.tokens, kit.base, kit.components;';
const squeezed = (css: string) =>
  css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{}]) ?/g, '$1')
    .trim();

describe('the unlayered sheet', () => {
  it('has the rules of the layered one in their order, each as heavy as one attribute', () => {
    const css = `${order}
      @layer kit.base { :where([data-ck='a'], b) { color: red } }
      @layer kit.components { :where([data-ck='a'])::before { color: blue } }`;
    expect(squeezed(unlayer(css))).toBe(
      "[data-ck],[data-ck] *{&:where([data-ck='a'], b){color: red}&:where([data-ck='a'])::before{color: blue}}",
    );
  });

  it('keeps each selector of a list by itself', () => {
    expect(squeezed(unlayer(`${order}@layer kit.base { :where(a), :where(b) { color: red } }`))).toBe(
      '[data-ck],[data-ck] *{&:where(a), &:where(b){color: red}}',
    );
  });

  it('reaches into queries and leaves key frames as they are', () => {
    const css = `${order}@layer kit.base { @media print { :where(a) { color: red } } @keyframes k { to { rotate: 1turn } } }`;
    expect(squeezed(unlayer(css))).toBe(
      '[data-ck],[data-ck] *{@media print{&:where(a){color: red}}}@keyframes k{to{rotate: 1turn}}',
    );
  });

  it('leaves what is said of the page as light as it is', () => {
    const css = `${order}@layer kit.tokens { :where(:root) { --a: b } :where(a) { color: red } }`;
    expect(squeezed(unlayer(css))).toBe('[data-ck],[data-ck] *{&:where(a){color: red}}:where(:root){--a: b}');
  });

  it.each([
    ['@layer kit.base { [data-ck] { color: red } }', 'is not of the form'],
    ['@layer kit.base { :where(a) b { color: red } }', 'is not of the form'],
    ['@layer kit.base { :where(a):hover { color: red } }', 'is not of the form'],
    ['@layer kit.base { :where(a), b { color: red } }', 'is not of the form'],
    [':where(a) { color: red }', 'stands in no layer'],
    ['@layer kit.base { @media print { @keyframes k { to { color: red } } } }', 'is not of the form'],
    ['@layer kit.base {} @layer kit.tokens {}', 'comes after a later one'],
    ['@layer kit.other { :where(a) { color: red } }', 'has no place in their order'],
  ])('refuses what would not mean the same: %s', (css, message) => {
    expect(() => unlayer(order + css)).toThrow(message);
    expect(() => joinLayers(order + css)).toThrow(message);
  });
});

describe('the layered sheet', () => {
  it('has the rules of all layers in their order in the last one, and can still be made into the other', () => {
    const css = `${order}
      @layer kit.tokens { :where(a) { color: red } @keyframes k { to { rotate: 1turn } } }
      @layer kit.components { :where(a) { color: blue } }`;
    const joined = joinLayers(css);
    expect(squeezed(joined)).toBe(
      '@layer kit.components{:where(a){color: red}:where(a){color: blue}@keyframes k{to{rotate: 1turn}}}',
    );
    expect(squeezed(unlayer(joined))).toBe(squeezed(unlayer(css)));
  });
});
