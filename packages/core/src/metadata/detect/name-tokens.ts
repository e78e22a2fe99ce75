/**
 * The words of a column name in lower case, joined and enclosed by underscores: `customerID (new)` becomes
 * `_customer_id_new_`, so that a rule can ask for whole words.
 */
export const nameTokens = (column: string): string =>
  `_${column
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, '_')
    .replace(/^_+|_+$/g, '')}_`;
