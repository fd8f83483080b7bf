/**
 * The two built style sheets have the same rules in the same order. In the layered one, any host rule wins over them; the other is
 * for hosts whose own resets stand in no layer (Tailwind 3, Bootstrap): there each has the specificity of one attribute.
 */
import postcss from 'postcss';
import parseSelectors from 'postcss-selector-parser';

/** Every element of ours, and one attribute's worth of specificity. */
const ours = '[data-ck],[data-ck] *';

/** A default for the page itself, which anything else that is said of it overrides. */
const page = ':where(:root)';

/**
 * The layers of the sources keep the files in order. In one sheet the rules are in that order, and weigh nothing: the last of the
 * layers holds them all. As a layer in that of the kit, it leaves the host room for another one after it.
 *
 * @param {string} css
 * @returns {string}
 * @throws as `unlayer` does
 */
export function joinLayers(css) {
  const { rules, apart, layer } = takeFromLayers(css);
  const joined = postcss.atRule({ name: 'layer', params: layer, nodes: [...rules, ...apart] });
  return postcss.root({ nodes: [joined] }).toString();
}

/**
 * @param {string} css
 * @returns {string}
 * @throws when a rule could not mean the same in both sheets: it stands outside the layers, in an earlier layer than a rule
 *   before it, or has a selector other than `:where(…)`, with or without one pseudo-element
 */
export function unlayer(css) {
  const { rules, apart } = takeFromLayers(css);
  const all = postcss.rule({ selector: ours, nodes: rules });
  all.walkRules((rule) => {
    rule.selectors = rule.selectors.map((selector) => `&${selector}`);
  });
  return postcss.root({ nodes: [all, ...apart] }).toString();
}

/** @param {string} css */
function takeFromLayers(css) {
  /** @type {string[]} */
  let order = [];
  let reached = 0;
  /** @type {postcss.ChildNode[]} */
  const nodes = [];
  for (const node of postcss.parse(css).nodes) {
    if (node.type === 'comment') continue;
    if (node.type !== 'atrule' || node.name !== 'layer') throw node.error('This stands in no layer of the kit.');
    if (!node.nodes) {
      order = node.params.split(/\s*,\s*/);
      continue;
    }
    const layer = order.length === 0 ? 0 : order.indexOf(node.params);
    if (layer < reached)
      throw node.error(`The layer "${node.params}" comes after a later one, or has no place in their order.`);
    reached = layer;
    node.walkRules((rule) => {
      const isStep = isKeyframes(rule.parent) && rule.parent?.parent === node;
      if (!isStep) checkSelectors(rule);
    });
    nodes.push(...node.nodes);
  }
  return {
    rules: nodes.filter((node) => !isApart(node)),
    apart: nodes.filter(isApart),
    layer: order.at(-1) ?? '',
  };
}

/** @param {postcss.Rule} rule */
function checkSelectors(rule) {
  for (const selector of rule.selectors) {
    if (!isFlat(selector)) throw rule.error(`"${selector}" is not of the form :where(…), which weighs nothing.`);
  }
}

/** What is not about an element of ours. @param {postcss.ChildNode} node */
function isApart(node) {
  return isKeyframes(node) || (node.type === 'rule' && node.selector === page);
}

/** @param {postcss.Node | postcss.Document | undefined} node */
function isKeyframes(node) {
  return node?.type === 'atrule' && /** @type {postcss.AtRule} */ (node).name === 'keyframes';
}

/** @param {string} selector */
function isFlat(selector) {
  const [where, element, ...others] = parseSelectors().astSync(selector).first.nodes;
  const isWhere = where?.type === 'pseudo' && where.value === ':where';
  return isWhere && (element === undefined || parseSelectors.isPseudoElement(element)) && others.length === 0;
}
