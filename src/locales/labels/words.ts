/** What the words of the interface are made of. */

/** Forms by the names of `Intl.PluralRules`; `other` is always there. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export type Words<Key extends string> = Readonly<Record<Key, string>>;
/** A host may add words for values of its own. */
export type OpenWords<Key extends string> = Words<Key> & Readonly<Record<string, string>>;
