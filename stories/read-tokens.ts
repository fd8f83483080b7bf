/** The variables of the style sheet that this page has loaded: nothing of them is written down a second time. */

export interface Token {
  name: string;
  /** As it stands in the style sheet. */
  value: string;
  kind: 'color' | 'length' | 'other';
  /** As the browser computes it where the root stands. */
  computed: string;
}

export interface Tokens {
  /** What a host sets; the value is what holds where it does not. */
  set: readonly Token[];
  derived: readonly Token[];
}

/** @param root the provider's root */
export function readTokens(root: Element): Tokens {
  const declared = new Map<string, string>();
  for (const sheet of document.styleSheets) collect(sheet.cssRules, root, declared);
  const probe = root.appendChild(document.createElement('i'));
  const measure = (name: string, value: string): Token => {
    const { kind, computed } = compute(probe, name);
    return { name, value, kind, computed };
  };
  const set: Token[] = [];
  const derived: Token[] = [];
  for (const [name, value] of declared) {
    const [, token, without] = /^var\((--ck-[\w-]+),\s*(.+)\)$/s.exec(value) ?? [];
    if (token === undefined || without === undefined) derived.push(measure(name, value));
    else set.push({ ...measure(name, without), name: token });
  }
  probe.remove();
  return { set, derived: derived.filter(({ kind }) => kind !== 'other') };
}

/** Rules that hold now, the later ones over the former. */
function collect(rules: CSSRuleList, root: Element, declared: Map<string, string>): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule && !window.matchMedia(rule.conditionText).matches) continue;
    if (rule instanceof CSSSupportsRule && !CSS.supports(rule.conditionText)) continue;
    if (rule instanceof CSSStyleRule) {
      if (!root.matches(rule.selectorText)) continue;
      for (const name of rule.style) {
        // The first place says what a host may set.
        const isPublic = declared.get(name)?.includes('--ck-') ?? false;
        if (name.startsWith('--_') && !isPublic) declared.set(name, rule.style.getPropertyValue(name).trim());
      }
    } else if ('cssRules' in rule) collect(rule.cssRules as CSSRuleList, root, declared);
  }
}

/** What a variable is, by where the browser takes it. */
function compute(probe: HTMLElement, name: string): Pick<Token, 'kind' | 'computed'> {
  probe.style.cssText = `position: absolute; background-color: var(${name}); margin-inline-start: var(${name})`;
  const { backgroundColor, marginInlineStart } = getComputedStyle(probe);
  if (backgroundColor !== 'rgba(0, 0, 0, 0)') return { kind: 'color', computed: backgroundColor };
  if (marginInlineStart !== '0px') return { kind: 'length', computed: marginInlineStart };
  return { kind: 'other', computed: '' };
}
