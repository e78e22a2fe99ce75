import type { Column } from '../../table/column.js';
import { datetimeFormat } from '../datetime-format.js';
import type { ColumnMetadata } from '../metadata.js';
import { integerRange } from './integer-range.js';
import type { ViolationRule } from './violation.js';

/** What present values must be. */
export interface ValueCheck {
  readonly rule: ViolationRule;
  /** What is wrong with those that are not so: "are no numbers". */
  readonly problem: string;
  /** A test of the piece's rows, or null where all of its values pass by their type. */
  fails(column: Column): ((row: number) => boolean) | null;
}

const all = (): boolean => true;

/** Asks once for each dictionary entry that occurs. */
const byEntry = (
  column: Column & { readonly type: 'utf8' },
  bad: (text: string) => boolean,
): ((row: number) => boolean) => {
  const known = new Map<number, boolean>();
  return (row) => {
    const code = column.codes[row]!;
    let answer = known.get(code);
    if (answer === undefined) known.set(code, (answer = bad(column.dictionary[code]!)));
    return answer;
  };
};

const numerical: ValueCheck = {
  rule: 'not-numerical',
  problem: 'are no numbers',
  fails: ({ type }) => (type === 'float64' || type === 'int64' ? null : all),
};

const boolean: ValueCheck = {
  rule: 'not-boolean',
  problem: 'are neither true nor false',
  fails: (column) => {
    if (column.type === 'bool') return null;
    if (column.type === 'utf8') return byEntry(column, (text) => !/^(?:true|false)$/i.test(text));
    return all;
  },
};

const datetime = ({ datetime_format: pattern }: ColumnMetadata): ValueCheck => {
  if (pattern === undefined)
    return {
      rule: 'no-datetime-format',
      problem: 'are no timestamps and the metadata give no datetime_format to read them by',
      fails: (column) => (column.type === 'timestamp' ? null : all),
    };
  const format = datetimeFormat(pattern);
  const bad = (text: string): boolean => format.parse(text) === null;
  return {
    rule: 'not-datetime',
    problem: `do not match the datetime_format ${pattern}`,
    fails: (column) => {
      if (column.type === 'timestamp') return null;
      if (column.type === 'utf8') return byEntry(column, bad);
      if (column.type === 'bool') return all;
      return (row) => bad(String(column.values[row]));
    },
  };
};

const representable = ({ computer_representation: representation }: ColumnMetadata): ValueCheck | null => {
  const range = representation === undefined ? null : integerRange(representation);
  if (!range) return null;
  const [low, high] = range;
  return {
    rule: 'not-representable',
    problem: `are no whole numbers from ${low} to ${high}, as ${representation} asks`,
    fails: (column) => {
      if (column.type === 'float64') {
        const { values } = column;
        return (row) => !Number.isInteger(values[row]) || values[row]! < low || values[row]! > high;
      }
      if (column.type !== 'int64' || representation === 'Int64') return null;
      const { values } = column;
      return (row) => values[row]! < low || values[row]! > high;
    },
  };
};

/** What the sdtype asks of values; ids, categories and personal data may be anything. @throws {InvalidMetadataError} for a datetime_format that is not supported */
export const valueChecks = (metadata: ColumnMetadata): readonly ValueCheck[] => {
  switch (metadata.sdtype) {
    case 'numerical': {
      const fitting = representable(metadata);
      return fitting ? [numerical, fitting] : [numerical];
    }
    case 'boolean':
      return [boolean];
    case 'datetime':
      return [datetime(metadata)];
    default:
      return [];
  }
};
