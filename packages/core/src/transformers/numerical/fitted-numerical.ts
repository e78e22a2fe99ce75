import type { Condition } from '../../conditions/condition.js';
import type { EncodedColumnSpec, EncodedValues } from '../../encoding/encoded-table.js';
import { InvalidConditionError } from '../../errors/invalid-condition-error.js';
import { TransformError } from '../../errors/transform-error.js';
import type { CellValue, Column } from '../../table/column.js';
import { constrainOrdered } from '../constrain/constrain-ordered.js';
import { countClipped } from '../count-clipped.js';
import { missingName, valueName } from '../encoded-names.js';
import { isMissing, missingCodes, missingSpec, refuseMissing, validityOf } from '../missing.js';
import type { FittedTransformer } from '../transformer.js';
import { roundTo } from './decimals.js';

/** What is learned of a numerical column; plain JSON, 64-bit integers as text. */
export interface NumericalContent {
  readonly column: string;
  readonly type: 'float64' | 'int64';
  readonly decimals: number | null;
  readonly low: number | string;
  readonly high: number | string;
  /** Subtracted before encoding, where 64-bit integers are too large for a double; 0 otherwise. */
  readonly origin: string;
  /** Whether missing values were seen. */
  readonly missing: boolean;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const condition =
  (column: string) =>
  (value: CellValue): number | bigint => {
    if ((typeof value === 'number' && !Number.isNaN(value)) || typeof value === 'bigint') return value;
    throw new InvalidConditionError(column, `the column holds numbers, and ${JSON.stringify(value)} is none`);
  };

/** A column of one value and no missing ones is not modelled: it has no encoded columns. */
export const fittedNumerical = (content: NumericalContent): FittedTransformer => {
  const { column: name, type, decimals, missing } = content;
  const origin = BigInt(content.origin);
  const toEncoded = (bound: number | string): number =>
    typeof bound === 'string' ? Number(BigInt(bound) - origin) : bound;
  const low = toEncoded(content.low);
  const high = toEncoded(content.high);
  const [lowest, highest] = type === 'int64' ? [BigInt(content.low), BigInt(content.high)] : [0n, 0n];
  const constant = content.low === content.high;

  const value: EncodedColumnSpec = {
    kind: 'continuous',
    name: valueName(name),
    source: name,
    decimals,
    missing: missing ? missingName(name) : null,
  };
  const specs = [...(constant ? [] : [value]), ...(missing ? [missingSpec(name)] : [])];

  /** Rounded and inside the bounds; an encoded double has been clamped before it becomes an integer. */
  const restore = (encoded: number): number => {
    const inside = clamp(encoded, low, high);
    return decimals === null ? inside : roundTo(inside, decimals);
  };
  const restoreInteger = (encoded: number): bigint => {
    const value = BigInt(Math.round(clamp(encoded, low, high))) + origin;
    return value < lowest ? lowest : value > highest ? highest : value;
  };

  const encodeValues = (column: Column, firstRow: number): Float64Array => {
    if (column.type !== type)
      throw new TransformError(name, null, `it is of type ${column.type} and was of type ${type} in the fitted table`);
    const out = new Float64Array(column.length);
    for (let row = 0; row < out.length; row++) {
      if (isMissing(column, row)) out[row] = Number.NaN;
      else if (column.type === 'int64') out[row] = clamp(Number(column.values[row]! - origin), low, high);
      else out[row] = clamp((column as { values: Float64Array }).values[row]!, low, high);
    }
    if (!missing) refuseMissing(name, column, firstRow);
    return out;
  };

  return {
    name: 'numerical',
    specs,
    encode(column, firstRow) {
      const encoded: EncodedValues[] = [];
      if (!constant) encoded.push(encodeValues(column, firstRow));
      else if (!missing) refuseMissing(name, column, firstRow);
      if (missing) encoded.push(missingCodes(column));
      return encoded;
    },
    countChanges: () =>
      countClipped({ low: Number(content.low), high: Number(content.high) }, (column, row) => {
        if (column.type !== 'int64' && column.type !== 'float64') return false;
        const value = column.values[row]!;
        return type === 'int64' ? value < lowest || value > highest : value < low || value > high;
      }),
    decode(encoded, rows) {
      const { length } = rows;
      const numbers = constant ? null : (encoded[0] as Float64Array);
      const codes = missing ? (encoded[constant ? 0 : 1] as Int32Array) : null;
      const validity = codes === null ? null : validityOf(codes);
      const present = (row: number): boolean => codes === null || codes[row] === 0;
      const at = (row: number): number => {
        const encodedValue = numbers === null ? low : numbers[row]!;
        if (Number.isNaN(encodedValue))
          throw new TransformError(name, rows[row]!, 'the method gave no number for a value that is present');
        return encodedValue;
      };
      if (type === 'int64') {
        const values = new BigInt64Array(length);
        for (let row = 0; row < length; row++) if (present(row)) values[row] = restoreInteger(at(row));
        return { type, length, values, validity };
      }
      const values = new Float64Array(length);
      for (let row = 0; row < length; row++) if (present(row)) values[row] = restore(at(row));
      return { type, length, values, validity };
    },
    constrain: (conditions: readonly Condition[]) =>
      constrainOrdered(
        {
          column: name,
          decodings: [type === 'int64' ? restoreInteger : restore],
          read: condition(name),
          missing: missing ? specs.length - 1 : null,
          range: `its values run from ${content.low} to ${content.high}${decimals === null ? '' : `, with ${decimals} decimals`}`,
        },
        conditions,
      ),
    held: () => ({ bounds: [content.low, content.high] }),
    save: () => ({ name: 'numerical', content, tensors: {} }),
  };
};
