/** The tables of parts in docs/theming.md: everything in them but the descriptions is read off the sources. */

/** @typedef {import('./read-parts.mjs').PartFacts} PartFacts */

const [begin, end] = ['<!-- parts: npm run docs:parts -->', '<!-- /parts -->'];

/** @type {Readonly<Record<string, string>>} */
const titles = { react: 'The root', shared: 'In several components' };

/**
 * @param {string} page
 * @returns {readonly { slot: string; element: string; attributes: readonly string[]; description: string }[]}
 * @throws when the page has no place for the tables
 */
export function readTables(page) {
  return between(page)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, slot = '', element = '', attributes = '', description = '']) => ({
      slot: slot.replaceAll('`', ''),
      element: element.replaceAll('`', ''),
      attributes: attributes.match(/data-[\w-]+/g) ?? [],
      description,
    }));
}

/**
 * @param {string} page
 * @param {readonly PartFacts[]} parts
 * @returns {string} the page with the tables of these parts; a description that it had is kept
 */
export function writeTables(page, parts) {
  const descriptions = new Map(readTables(page).map(({ slot, description }) => [slot, description]));
  const folders = [...new Set(parts.map(({ folder }) => folder))].toSorted();
  const tables = folders.map((folder) => {
    const rows = parts
      .filter((part) => part.folder === folder)
      .map(({ slot, element, attributes }) => {
        const state = attributes.map((attribute) => `\`${attribute}\``).join(' ');
        return `| \`${slot}\` | \`${element}\` | ${state} | ${descriptions.get(slot) ?? ''} |`;
      });
    return [
      `### ${titles[folder] ?? titleOf(folder)}`,
      '',
      '| Slot | Element | State | What it is |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  const [before, after] = page.split(begin + between(page));
  return `${before}${begin}\n\n${tables.join('\n\n')}\n\n${after}`;
}

/** @param {string} page */
function between(page) {
  const [, rest] = page.split(begin);
  if (!rest?.includes(end)) throw new Error(`docs/theming.md has no place for the tables: ${begin} … ${end}`);
  return rest.slice(0, rest.indexOf(end));
}

/** @param {string} folder */
function titleOf(folder) {
  return folder.replace(/(^|-)(\w)/g, (_whole, _dash, letter) => letter.toUpperCase());
}
