/**
 * From the layered style sheet, which any host rule overrides, the one for hosts whose own resets stand in no layer
 * (Tailwind 3, Bootstrap): the same rules in the same order, each with the specificity of one attribute.
 */
import postcss from 'postcss';
import parseSelectors from 'postcss-selector-parser';

/** Every element of ours, and one attribute's worth of specificity. */
const ours = ':is([data-ck],[data-ck] *)';

/** A default for the page itself, which anything else that is said of it overrides. */
const page = ':where(:root)';

/**
 * @param {string} css
 * @returns {string}
 * @throws when a rule could not mean the same in both sheets: it stands outside the layers, in an earlier layer than a rule
 *   before it, or has a selector other than `:where(…)`, with or without one pseudo-element
 */
export function unlayer(css) {
  const sheet = postcss.parse(css);
  /** @type {string[]} */
  let order = [];
  let reached = 0;
  sheet.each((node) => {
    if (node.type === 'comment') return;
    if (node.type !== 'atrule' || node.name !== 'layer') throw node.error('This stands in no layer of the kit.');
    if (!node.nodes) {
      order = node.params.split(/\s*,\s*/);
      node.remove();
      return;
    }
    const layer = order.indexOf(node.params);
    if (layer < reached)
      throw node.error(`The layer "${node.params}" comes after a later one, or has no place in their order.`);
    reached = layer;
    node.walkRules((rule) => {
      if (rule.parent?.type === 'atrule' && /** @type {postcss.AtRule} */ (rule.parent).name === 'keyframes') return;
      rule.selectors = rule.selectors.map((selector) => {
        if (selector === page) return selector;
        if (!isFlat(selector)) throw rule.error(`"${selector}" is not of the form :where(…), which weighs nothing.`);
        return ours + selector;
      });
    });
    node.replaceWith(node.nodes);
  });
  return sheet.toString();
}

/** @param {string} selector */
function isFlat(selector) {
  const [where, element, ...others] = parseSelectors().astSync(selector).first.nodes;
  const isWhere = where?.type === 'pseudo' && where.value === ':where';
  return isWhere && (element === undefined || parseSelectors.isPseudoElement(element)) && others.length === 0;
}
