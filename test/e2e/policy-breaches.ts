/** What the strict policy must refuse in every engine: the proof that a test of it can fail. */

/** The directives that `breakPolicy` violates, in order. An inline script is refused by Trusted Types first. */
export const policyBreaches = [
  'require-trusted-types-for',
  'require-trusted-types-for',
  'style-src-attr',
  'style-src-elem',
];

/** Runs in the page, on its own: it is sent there as text. */
export function breakPolicy(): void {
  const { body } = document;
  body.setAttribute('style', 'color: red');
  body.append(Object.assign(document.createElement('style'), { textContent: 'body { color: red }' }));
  const script = document.createElement('script');
  script.append('window.isBroken = true');
  body.append(script);
  try {
    document.createElement('div').innerHTML = '<b>bold</b>';
  } catch {
    // As it must.
  }
}
