/** The reference of an entry, for docs/api: what each name is, in the words of its docstring, and its declaration with those of its members. */
import ts from 'typescript';
import { statementOf } from './read-api.mjs';

/**
 * @typedef {import('./read-api.mjs').Exported} Exported
 * @typedef {import('./read-api.mjs').Api} Api
 */

/** In this order; a name belongs to the first that takes it. */
const groups = [
  { title: 'Hooks', takes: (/** @type {Exported} */ { name, isValue }) => isValue && /^use[A-Z]/.test(name) },
  { title: 'Components', takes: (/** @type {Exported} */ { name, isValue }) => isValue && /^[A-Z]/.test(name) },
  { title: 'Functions and values', takes: (/** @type {Exported} */ { isValue }) => isValue },
  { title: 'Types', takes: () => true },
];

/**
 * @param {import('./read-api.mjs').Entry} entry
 * @param {Api} api
 */
export function referenceOf({ specifier, file, exported }, { entries, homes, checker }) {
  const own = exported.filter(({ symbol }) => homes.get(symbol) === specifier);
  const parts = groups.map(({ title }) => {
    const names = own.filter((one) => groups.find((group) => group.takes(one))?.title === title);
    return names.length === 0 ? '' : [`## ${title}`, ...names.map((one) => nameOf(one, checker))].join('\n\n');
  });
  const elsewhere = exported.filter((one) => !own.includes(one));
  const links = elsewhere.map(({ name, symbol }) => {
    const home = entries.find((entry) => entry.specifier === homes.get(symbol));
    return `[${name}](${home?.page}.md#${name.toLowerCase()})`;
  });
  return [
    `# ${specifier}`,
    introOf(file),
    '<!-- npm run api -->',
    ...parts,
    links.length === 0 ? '' : `## Exported here too\n\n${links.join(' · ')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** @param {ts.SourceFile} file */
function introOf({ text }) {
  const [comment] = ts.getLeadingCommentRanges(text, 0) ?? [];
  return comment ? proseOf(text.slice(comment.pos, comment.end)) : '';
}

/** A comment without its marks. */
function proseOf(/** @type {string} */ comment) {
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^[ \t]*\* ?/gm, '')
    .trim();
}

/**
 * @param {Exported} exported
 * @param {ts.TypeChecker} checker
 */
function nameOf({ name, symbol }, checker) {
  const prose = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker).map((tag) => {
    const [about = '', ...words] = ts.displayPartsToString(tag.text).split(/ (.*)/s);
    return tag.name === 'param'
      ? `- \`${about}\`: ${words.join('').trim()}`
      : `- ${tag.name}: ${about} ${words.join('').trim()}`;
  });
  const code = (symbol.declarations ?? []).map((one) =>
    statementOf(one)
      .getText()
      .replace(/^export |declare /g, ''),
  );
  return [`### ${name}`, prose, tags.join('\n'), `\`\`\`ts\n${code.join('\n')}\n\`\`\``]
    .filter((part) => part !== '')
    .join('\n\n');
}
