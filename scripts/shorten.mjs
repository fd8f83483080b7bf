/** A style sheet that draws the same with fewer bytes, after what any minifier does. */
import postcss from 'postcss';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const privateNames = /--_[\w-]+/g;

/**
 * @param {string} css
 * @param {string} code whatever reads or sets variables of the sheet: the names that stand in it are kept
 * @returns {string}
 */
export function shorten(css, code) {
  const sheet = postcss.parse(css);
  sheet.walkDecls((declaration) => {
    // Minifiers leave custom properties as they are, and the spaces around what is multiplied.
    declaration.raws.between = ':';
    declaration.value = declaration.value.replaceAll(/\s*([*/,])\s*|(?<=\()\s+|\s+(?=\))/g, '$1');
  });
  return rename(sheet.toString(), new Set(code.match(privateNames)));
}

/**
 * @param {string} css
 * @param {ReadonlySet<string>} kept
 */
function rename(css, kept) {
  const names = [...new Set(css.match(privateNames))].filter((name) => !kept.has(name));
  const short = new Map(names.map((name, index) => [name, shortName(index)]));
  const taken = [...kept].find((name) => [...short.values()].includes(name));
  if (taken !== undefined) throw new Error(`${taken} is a name that the build gives to another variable.`);
  return css.replaceAll(privateNames, (name) => short.get(name) ?? name);
}

/** @param {number} index */
function shortName(index) {
  const rest = Math.floor(index / letters.length);
  return `--_${letters[index % letters.length]}${rest === 0 ? '' : rest}`;
}
