import { InvalidConditionError } from '../errors/invalid-condition-error.js';
import type { ComparisonOperator } from './condition.js';

/** A value as it was written; quoted ones are text whatever they look like. */
export interface Literal {
  readonly text: string;
  readonly quoted: boolean;
}

/** A condition whose values still have to be read as the column's type. */
export interface ParsedCondition {
  readonly column: string;
  readonly op: ComparisonOperator | 'in';
  /** One literal, or any number for 'in'. */
  readonly literals: readonly Literal[];
}

/** One token: a quoted text ('' or "" doubled inside stands for one) or a run of other characters. */
const quotedText = /^\s*(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')\s*/;
const bareName = /^\s*([^"'<>=!]+?)\s*(?=<|>|=|!=|\sin\s*\()/i;
const operator = /^\s*(<=|>=|!=|==|=|<|>|in(?=\s*\())\s*/i;

/** Reads a quoted token at the start of `rest`, or null. */
const readQuoted = (rest: string): { value: string; rest: string } | null => {
  const match = quotedText.exec(rest);
  if (!match) return null;
  const value = match[1]?.replaceAll('""', '"') ?? match[2]!.replaceAll("''", "'");
  return { value, rest: rest.slice(match[0].length) };
};

const readList = (text: string, rest: string): Literal[] => {
  if (!rest.startsWith('(') || !rest.endsWith(')'))
    throw new InvalidConditionError(text, 'a list must stand in brackets, as in: Sex in (Male, Female)');
  const literals: Literal[] = [];
  let inner = rest.slice(1, -1);
  while (true) {
    const quoted = readQuoted(inner);
    const bare = quoted ? null : /^[^,]*/.exec(inner)![0];
    const after = quoted ? quoted.rest : inner.slice(bare!.length);
    if (!quoted && bare!.trim() === '')
      throw new InvalidConditionError(text, 'a value of the list is empty; quote it if it is meant to be: ""');
    literals.push(quoted ? { text: quoted.value, quoted: true } : { text: bare!.trim(), quoted: false });
    if (after === '') return literals;
    if (!after.startsWith(',')) throw new InvalidConditionError(text, `a comma was expected before "${after}"`);
    inner = after.slice(1);
  }
};

/**
 * Reads one condition: a column, one of `= != < <= > >=` and a value, or `in (a, b)`. Columns and values with odd
 * characters are quoted with " or ' (doubled inside). `null` without quotes means a missing value.
 * @example parseCondition(`"Height_(cm)" < 170`), parseCondition('Sex in (Male, Female)')
 * @throws {InvalidConditionError}
 */
export const parseCondition = (text: string): ParsedCondition => {
  const quoted = readQuoted(text);
  const bare = quoted ? null : bareName.exec(text);
  const column = quoted?.value ?? bare?.[1];
  if (column === undefined)
    throw new InvalidConditionError(
      text,
      'it must read COLUMN OPERATOR VALUE, as in: BMI >= 30. Quote odd column names',
    );
  const afterColumn = quoted ? quoted.rest : text.slice(bare![0].length);
  const op = operator.exec(afterColumn);
  if (!op) throw new InvalidConditionError(text, 'an operator (=, !=, <, <=, >, >=, in) was expected after the column');
  const rest = afterColumn.slice(op[0].length).trim();
  const name = op[1]!.toLowerCase();
  if (name === 'in') return { column, op: 'in', literals: readList(text, rest) };
  const value = readQuoted(rest);
  if (value && value.rest !== '')
    throw new InvalidConditionError(text, `"${value.rest}" after the value was not understood`);
  if (!value && rest === '')
    throw new InvalidConditionError(text, 'the value is missing; quote it if it is meant to be empty: ""');
  const literal = value ? { text: value.value, quoted: true } : { text: rest, quoted: false };
  return { column, op: (name === '==' ? '=' : name) as ComparisonOperator, literals: [literal] };
};
