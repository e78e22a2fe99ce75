import type { EncodedColumnSpec, EncodedValues } from '../../encoding/encoded-table.js';
import { InvalidConditionError } from '../../errors/invalid-condition-error.js';
import { TransformError } from '../../errors/transform-error.js';
import type { DatetimeStyle } from '../../metadata/datetime-format.js';
import type { CellValue, Column } from '../../table/column.js';
import { Utf8Builder } from '../../table/utf8-builder.js';
import { constrainOrdered } from '../constrain/constrain-ordered.js';
import { countClipped } from '../count-clipped.js';
import { missingName, offsetName, valueName } from '../encoded-names.js';
import { isMissing, missingCodes, missingSpec, refuseMissing, validityOf } from '../missing.js';
import type { FittedTransformer } from '../transformer.js';
import { nanosecondsIn, type TimeCodec, type TimeStorage, timeCodec } from './time-codec.js';
import { createTimeReader } from './time-reader.js';

/** What is learned of a datetime column; plain JSON. Times are nanoseconds since 1970 as text. */
export interface DatetimeContent {
  readonly column: string;
  readonly storage: TimeStorage;
  /** Encoded values count steps from the origin. */
  readonly step: string;
  readonly origin: string;
  readonly low: string;
  readonly high: string;
  readonly missing: boolean;
  /** The ways times were written, in order of first appearance; empty for timestamps. */
  readonly styles: readonly DatetimeStyle[];
}

/** Nanoseconds of the unit that reports show times in. */
export const MILLISECOND = 1_000_000n;

/** Identity of a style. */
export const styleKey = ({ offsetMinutes, offsetStyle, fractionDigits, padded }: DatetimeStyle): string =>
  `${offsetMinutes} ${offsetStyle} ${fractionDigits} ${padded}`;

const clamp = <T extends number | bigint>(value: T, low: T, high: T): T =>
  value < low ? low : value > high ? high : value;

/** The column of these times in the way they were stored; `times` has 0 in missing rows. */
const timeColumn = (
  codec: TimeCodec,
  times: readonly bigint[],
  styles: (row: number) => DatetimeStyle | undefined,
  missing: Int32Array | null,
): Column => {
  const { type, unit, timezone } = codec.storage;
  const { length } = times;
  const present = (row: number): boolean => missing === null || missing[row] === 0;
  if (type === 'utf8') {
    const builder = new Utf8Builder();
    for (let row = 0; row < length; row++) {
      if (present(row)) builder.append(codec.format(times[row]!, styles(row)));
      else builder.appendMissing();
    }
    return builder.finish();
  }
  const validity = missing === null ? null : validityOf(missing);
  if (type === 'float64') {
    const values = new Float64Array(length);
    for (let row = 0; row < length; row++)
      if (present(row)) values[row] = Number(codec.format(times[row]!, styles(row)));
    return { type, length, validity, values };
  }
  const values = new BigInt64Array(length);
  const each = unit === null ? 1n : nanosecondsIn(unit);
  for (let row = 0; row < length; row++) {
    if (!present(row)) continue;
    values[row] = type === 'timestamp' ? times[row]! / each : BigInt(codec.format(times[row]!, styles(row)));
  }
  return type === 'timestamp'
    ? { type, length, validity, values, unit: unit!, timezone }
    : { type, length, validity, values };
};

/** A column of one time and no missing ones is not modelled: it has no encoded columns. */
export const fittedDatetime = (content: DatetimeContent, codec = timeCodec(content.storage)): FittedTransformer => {
  const { column: name, storage, missing, styles } = content;
  const [step, origin, low, high] = [
    BigInt(content.step),
    BigInt(content.origin),
    BigInt(content.low),
    BigInt(content.high),
  ];
  const toSteps = (nanoseconds: bigint): number => Number((nanoseconds - origin) / step);
  const [lowest, highest] = [toSteps(low), toSteps(high)];
  const constant = low === high;
  const styled = styles.length > 1;
  const readTime = createTimeReader(codec);
  const codeOf = new Map(styles.map((style, code) => [styleKey(style), code]));

  const value: EncodedColumnSpec = {
    kind: 'continuous',
    name: valueName(name),
    source: name,
    decimals: 0,
    missing: missing ? missingName(name) : null,
  };
  const style: EncodedColumnSpec = {
    kind: 'discrete',
    name: offsetName(name),
    source: name,
    cardinality: styles.length,
    ordered: false,
    role: 'category',
  };
  const specs = [...(constant ? [] : [value]), ...(missing ? [missingSpec(name)] : []), ...(styled ? [style] : [])];
  const restore = (encoded: number): bigint =>
    clamp(BigInt(Math.round(clamp(encoded, lowest, highest))) * step + origin, low, high);
  const shown = (time: bigint): string => codec.format(time, styles[0]);

  const encodeTimes = (column: Column, firstRow: number): EncodedValues[] => {
    const times = new Float64Array(column.length);
    const codes = new Int32Array(column.length);
    for (let row = 0; row < times.length; row++) {
      if (isMissing(column, row)) {
        times[row] = Number.NaN;
        continue;
      }
      const read = readTime(column, row);
      if (read === null)
        throw new TransformError(name, firstRow + row, `the value does not match the format ${storage.format}`);
      times[row] = toSteps(clamp(read.nanoseconds, low, high));
      if (!styled) continue;
      const code = codeOf.get(styleKey(read.style!));
      if (code === undefined)
        throw new TransformError(
          name,
          firstRow + row,
          'the time is written in a way that the fitted table did not have; fit again',
        );
      codes[row] = code;
    }
    return [...(constant ? [] : [times]), ...(missing ? [missingCodes(column)] : []), ...(styled ? [codes] : [])];
  };

  return {
    name: 'datetime',
    specs,
    encode(column, firstRow) {
      if (column.type !== storage.type)
        throw new TransformError(
          name,
          null,
          `it is of type ${column.type} and was of type ${storage.type} in the fitted table`,
        );
      if (!missing) refuseMissing(name, column, firstRow);
      return encodeTimes(column, firstRow);
    },
    countChanges: () =>
      countClipped({ low: Number(low / MILLISECOND), high: Number(high / MILLISECOND) }, (column, row) => {
        const read = column.type === storage.type ? readTime(column, row) : null;
        return read !== null && (read.nanoseconds < low || read.nanoseconds > high);
      }),
    decode(encoded, rows) {
      let next = 0;
      const numbers = constant ? null : (encoded[next++] as Float64Array);
      const missed = missing ? (encoded[next++] as Int32Array) : null;
      const codes = styled ? (encoded[next] as Int32Array) : null;
      const times: bigint[] = new Array(rows.length);
      for (let row = 0; row < times.length; row++) {
        if (missed !== null && missed[row] !== 0) {
          times[row] = 0n;
          continue;
        }
        const encodedTime = numbers === null ? lowest : numbers[row]!;
        if (Number.isNaN(encodedTime))
          throw new TransformError(name, rows[row]!, 'the method gave no number for a value that is present');
        times[row] = restore(encodedTime);
      }
      return timeColumn(codec, times, (row) => styles[codes === null ? 0 : codes[row]!], missed);
    },
    constrain: (conditions) =>
      constrainOrdered(
        {
          column: name,
          decodings: (styles.length > 0 ? styles : [undefined]).map(
            (own) => (encoded) => codec.written(restore(encoded), own),
          ),
          read(given: CellValue) {
            const asDigits =
              (storage.type === 'float64' || storage.type === 'int64') && ['number', 'bigint'].includes(typeof given);
            const time = typeof given === 'string' || asDigits ? codec.readText(`${given}`) : null;
            if (time !== null) return time;
            const example = shown(low);
            throw new InvalidConditionError(
              name,
              `the column holds times, and ${typeof given === 'bigint' ? given : JSON.stringify(given)} is none; write them as in ${example}`,
            );
          },
          missing: missing
            ? specs.findIndex(({ kind, name: own }) => kind === 'discrete' && own === missingName(name))
            : null,
          range: `its times run from ${shown(low)} to ${shown(high)}`,
        },
        conditions,
      ),
    held: () => ({ bounds: [shown(low), shown(high)] }),
    save: () => ({ name: 'datetime', content, tensors: {} }),
  };
};
