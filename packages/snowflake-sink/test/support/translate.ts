import { storedType } from './table-types.js';
import { startsWith, type Token } from './tokenize.js';

const sign = (text: string): Token => ({ kind: 'sign', text });

/** Type and arguments after '::', and where they end. */
const readType = (tokens: readonly Token[], at: number): { readonly duckdb: string; readonly next: number } => {
  const list: number[] = [];
  let next = at + 1;
  if (startsWith(tokens, next, ['('])) {
    for (next++; !startsWith(tokens, next, [')']); next++)
      if (tokens[next]?.kind === 'number') list.push(Number(tokens[next]!.text));
    next++;
  }
  return { duckdb: storedType(tokens[at]?.text ?? '', list).duckdb, next };
};

/**
 * Snowflake's SQL as DuckDB's, for the statements that the sink and its tests make; no dialect is covered beyond them.
 * - `TABLE(FLATTEN(INPUT => PARSE_JSON(?))) AS f` becomes rows of a JSON array.
 * - `f.value[3]::VARCHAR` becomes the element's text, NULL for JSON's null as in Snowflake.
 * - `::TYPE` and `CAST(? AS TYPE)` take the stored type. Functions of Snowflake's are macros (see macros.ts).
 */
export const translate = (tokens: readonly Token[]): Token[] => {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    if (startsWith(tokens, at, ['TABLE', '(', 'FLATTEN', '(', 'INPUT', '=>', 'PARSE_JSON', '(', '?', ')', ')', ')'])) {
      out.push(sign('(SELECT unnest(CAST(CAST('), tokens[at + 8]!, sign('AS JSON) AS JSON[])) AS value)'));
      at += 12;
    } else if (
      tokens[at]?.kind === 'word' &&
      startsWith(tokens, at + 1, ['.', 'VALUE', '[']) &&
      startsWith(tokens, at + 5, [']', '::', 'VARCHAR'])
    ) {
      out.push(sign(`json_extract_string(${tokens[at]!.text}.value, '$[${tokens[at + 4]!.text}]')`));
      at += 8;
    } else if (startsWith(tokens, at, ['::'])) {
      const { duckdb, next } = readType(tokens, at + 1);
      out.push(sign(`::${duckdb}`));
      at = next;
    } else if (startsWith(tokens, at, ['CAST', '(', '?', 'AS'])) {
      const { duckdb, next } = readType(tokens, at + 4);
      out.push(sign('CAST('), tokens[at + 2]!, sign(`AS ${duckdb}`));
      at = next;
    } else out.push(tokens[at++]!);
  }
  return out;
};
