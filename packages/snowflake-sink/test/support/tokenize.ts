/** A piece of SQL: a quoted name, a text literal, a word, a number, a bind mark or a sign. White space and comments are gone. */
export interface Token {
  readonly kind: 'name' | 'text' | 'word' | 'number' | 'bind' | 'sign';
  /** As written; for names without the quotes. */
  readonly text: string;
}

const pattern =
  /\s+|--[^\n]*|"((?:[^"]|"")*)"|('(?:[^'\\]|''|\\.)*')|([A-Za-z_$][\w$]*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(\?)|(::|=>|<>|<=|>=|\|\||[-+*/%(),.;=<>[\]{}:])/gy;

/** @throws {SyntaxError} for what is no SQL of Snowflake's */
export const tokenize = (sql: string): Token[] => {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < sql.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(sql);
    if (match === null) throw new SyntaxError(`unexpected '${sql.slice(at, at + 20)}'`);
    const [, name, text, word, number, bind, sign] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name.replaceAll('""', '"') });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (bind !== undefined) tokens.push({ kind: 'bind', text: bind });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
};

/** Whether the tokens from `at` on are these, words in any case. */
export const startsWith = (tokens: readonly Token[], at: number, texts: readonly string[]): boolean =>
  texts.every((text, i) => {
    const token = tokens[at + i];
    return token !== undefined && token.kind !== 'name' && token.text.toUpperCase() === text;
  });

/** SQL text of tokens. */
export const joinTokens = (tokens: readonly Token[]): string =>
  tokens.map(({ kind, text }) => (kind === 'name' ? `"${text.replaceAll('"', '""')}"` : text)).join(' ');
