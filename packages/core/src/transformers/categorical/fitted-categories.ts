import type { EncodedColumnSpec } from '../../encoding/encoded-table.js';
import { InvalidConditionError } from '../../errors/invalid-condition-error.js';
import { TransformError } from '../../errors/transform-error.js';
import type { CellValue, Column } from '../../table/column.js';
import { parseTimestamp } from '../../table/parse-timestamp.js';
import { formatTimestamp } from '../../table/timestamp.js';
import { constrainCategories } from '../constrain/constrain-categories.js';
import { valueName } from '../encoded-names.js';
import type { FittedTransformer } from '../transformer.js';
import { categoryColumn } from './category-column.js';
import { CategoryReader } from './category-reader.js';
import { type Category, type CategorySet, saveCategories } from './category-set.js';
import { countReplaced } from './count-replaced.js';
import { createReplacement } from './replacement.js';

const kinds = {
  utf8: 'text',
  float64: 'numbers',
  int64: 'numbers',
  bool: 'true or false',
  timestamp: 'times',
} as const;

/** A condition's value as the category it names; undefined when it is of another kind than the column's. */
const asCategory = ({ type, unit }: CategorySet, value: CellValue): Category | undefined => {
  switch (type) {
    case 'utf8':
      return typeof value === 'string' ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'float64':
      return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
    case 'int64':
      return typeof value === 'bigint' || Number.isInteger(value) ? BigInt(value as bigint | number) : undefined;
    case 'timestamp':
      return typeof value === 'string' ? parseTimestamp(value, unit!)?.value : undefined;
  }
};

const LISTED = 20;

/** Categories, with a code of their own for missing values; a single code is a constant and not modelled. */
export const fittedCategories = (set: CategorySet): FittedTransformer => {
  const { column: name, values, missing, type, unit, timezone } = set;
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const codes = values.length + (missing ? 1 : 0);
  const constant = codes === 1;
  const transformer = constant ? 'constant' : type === 'bool' ? 'boolean' : 'categorical';
  const spec: EncodedColumnSpec = {
    kind: 'discrete',
    name: valueName(name),
    source: name,
    cardinality: codes,
    ordered: set.ordered,
    role: 'category',
    ...(missing && { missingCode: values.length }),
  };
  const replace = set.replacement === null ? null : createReplacement(set.replacement, set.counts);
  const reader = new CategoryReader();
  const shown = (value: Category): string | number | boolean =>
    typeof value !== 'bigint' ? value : type === 'timestamp' ? formatTimestamp(value, unit!, timezone) : `${value}`;

  return {
    name: transformer,
    specs: constant ? [] : [spec],
    encode(column, firstRow) {
      if (column.type !== type)
        throw new TransformError(
          name,
          null,
          `it is of type ${column.type} and was of type ${type} in the fitted table`,
        );
      const out = new Int32Array(column.length);
      const notKept = codes + 1;
      reader.read(
        column,
        (category) => codeOf.get(category) ?? notKept,
        (row, index) => {
          if (index === -1) {
            if (!missing)
              throw new TransformError(
                name,
                firstRow + row,
                'a value is missing, and none was missing in the fitted table; fit again',
              );
            out[row] = values.length;
          } else if (index !== notKept) out[row] = index;
          else if (replace !== null) out[row] = replace(firstRow + row);
          else
            throw new TransformError(
              name,
              firstRow + row,
              'the value is none of the categories of the fitted table; fit again',
            );
        },
      );
      return constant ? [] : [out];
    },
    ...(replace && { countChanges: () => countReplaced(codeOf) }),
    decode: (encoded, rows) => categoryColumn(set, constant ? new Int32Array(rows.length) : (encoded[0] as Int32Array)),
    constrain: (conditions) =>
      constrainCategories(
        {
          column: name,
          categories: values.length,
          missing,
          ordered: set.ordered,
          read(value) {
            const category = asCategory(set, value);
            if (category !== undefined) return codeOf.get(category) ?? -1;
            const given = typeof value === 'bigint' ? `${value}` : JSON.stringify(value);
            throw new InvalidConditionError(name, `the column holds ${kinds[type]}, and ${given} is of another kind`);
          },
          known: () =>
            values.length === 0
              ? 'all its values are missing'
              : `its values are ${values
                  .slice(0, LISTED)
                  .map((value) => JSON.stringify(shown(value)))
                  .join(', ')}${values.length > LISTED ? `, … (${values.length} in all)` : ''}`,
        },
        conditions,
      ),
    held: () => ({ categories: values.length, values: values.map(shown) }),
    save: () => ({ name: transformer, ...saveCategories(set) }),
  };
};

/** A column of which no value was ever present. @param piece - any piece of it, for its type; null when there was none */
export const fittedMissingOnly = (column: string, piece: Column | null): FittedTransformer =>
  fittedCategories({
    column,
    type: piece?.type ?? 'utf8',
    unit: piece?.type === 'timestamp' ? piece.unit : null,
    timezone: piece?.type === 'timestamp' ? piece.timezone : null,
    values: [],
    counts: new Float64Array(0),
    missing: true,
    ordered: false,
    replacement: null,
  });
