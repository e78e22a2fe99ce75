import { InvalidConditionError } from '../errors/invalid-condition-error.js';
import type { CellValue, ColumnType } from '../table/column.js';
import type { Condition } from './condition.js';
import type { Literal, ParsedCondition } from './parse-condition.js';

const readLiteral = ({ text, quoted }: Literal, type: ColumnType, column: string): CellValue => {
  if (!quoted && text === 'null') return null;
  switch (type) {
    case 'float64': {
      const value = Number(text);
      if (text.trim() === '' || !Number.isFinite(value))
        throw new InvalidConditionError(column, `"${text}" is no number, and the column holds numbers`);
      return value;
    }
    case 'int64': {
      if (!/^[+-]?\d+$/.test(text))
        throw new InvalidConditionError(column, `"${text}" is no whole number, and the column holds whole numbers`);
      return BigInt(text);
    }
    case 'bool': {
      const value = { true: true, false: false }[text.toLowerCase()];
      if (value === undefined) throw new InvalidConditionError(column, `"${text}" is neither true nor false`);
      return value;
    }
    case 'utf8':
    case 'timestamp':
      return text;
  }
};

/** Gives the values of a parsed condition the type of their column. @throws {InvalidConditionError} */
export const typeCondition = ({ column, op, literals }: ParsedCondition, type: ColumnType): Condition => {
  const values = literals.map((literal) => readLiteral(literal, type, column));
  return op === 'in' ? { column, op, values } : { column, op, value: values[0]! };
};
