import { BigIntBuilder } from '../table/bigint-builder.js';
import { BoolBuilder } from '../table/bool-builder.js';
import type { Column } from '../table/column.js';
import type { ColumnSpec } from '../table/column-spec.js';
import { Float64Builder } from '../table/float64-builder.js';
import { parseTimestamp } from '../table/parse-timestamp.js';
import { readBool } from './bool-cell.js';
import type { CellProblem } from './cell-taker.js';
import type { ColumnReader } from './column-reader.js';
import type { MissingSpellings } from './missing-spellings.js';
import { asciiText, NumberCell, NumberKind } from './number-cell.js';
import { TextReader } from './text-reader.js';

/** A reader for a column of known type: a cell that does not fit exactly is refused. */
export const createTypedReader = (spec: ColumnSpec, missing: MissingSpellings): ColumnReader => {
  const type = typeof spec === 'string' ? spec : spec.type;
  switch (type) {
    case 'float64': {
      const values = new Float64Builder();
      const number = new NumberCell();
      const parse: Parse<number> = (bytes, start, end) => readFloat(number, bytes, start, end);
      return typedReader(
        () => type,
        missing,
        values,
        parse,
        'numbers that a 64-bit float holds',
        () => values.finish(),
      );
    }
    case 'int64': {
      const values = new BigIntBuilder();
      return typedReader(
        () => type,
        missing,
        values,
        readInt64,
        '64-bit integers',
        () => ({ type, ...values.finish() }),
      );
    }
    case 'bool': {
      const values = new BoolBuilder();
      return typedReader(
        () => type,
        missing,
        values,
        readBool,
        'true or false',
        () => values.finish(),
      );
    }
    case 'utf8':
      return new TextReader(missing);
    case 'timestamp':
      return timestampReader(spec, missing);
  }
};

/** The value of a cell; null when it does not fit. */
type Parse<T> = (bytes: Uint8Array, start: number, end: number) => T | null;

interface Values<T> {
  append(value: T): void;
  appendMissing(): void;
}

const typedReader = <T>(
  spec: () => ColumnSpec,
  missing: MissingSpellings,
  values: Values<T>,
  parse: Parse<T>,
  expected: string,
  finish: () => Column,
): ColumnReader => {
  const refused: CellProblem = { kind: 'value', expected };
  return {
    get spec() {
      return spec();
    },
    take(bytes, start, end, quoted) {
      if (missing.matches(bytes, start, end, quoted)) {
        values.appendMissing();
        return null;
      }
      const value = parse(bytes, start, end);
      if (value === null) return refused;
      values.append(value);
      return null;
    },
    finish,
  };
};

/**
 * A number in the plain form, or in a form only read where a number is asked for: plus sign, leading zeros, Infinity and
 * inf. Integers beyond ±2⁵³ only if a float holds them exactly.
 */
const readFloat = (number: NumberCell, bytes: Uint8Array, start: number, end: number): number | null => {
  const kind = number.read(bytes, start, end);
  if (kind === NumberKind.integer || kind === NumberKind.decimal) return number.value;
  const text = asciiText(bytes, start, end).trim();
  if (kind !== NumberKind.none) return isExactly(number.value, text) ? number.value : null;
  if (/^[+-]?(infinity|inf)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  const plain = /^([+-]?)0*(\d.*)$/.exec(text);
  if (plain === null || text === plain[1]!.replace('+', '') + plain[2]!) return null;
  const rest = Uint8Array.from(plain[1]!.replace('+', '') + plain[2]!, (letter) => letter.charCodeAt(0));
  return readFloat(number, rest, 0, rest.length);
};

const isExactly = (value: number, digits: string): boolean =>
  Number.isFinite(value) && BigInt(digits) === BigInt(value);

const readInt64: Parse<bigint> = (bytes, start, end) => {
  const text = asciiText(bytes, start, end).trim();
  if (!/^[+-]?\d+$/.test(text)) return null;
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value ? value : null;
};

const timestampReader = (spec: ColumnSpec, missing: MissingSpellings): ColumnReader => {
  const { unit = 'ms', timezone } = typeof spec === 'string' ? {} : spec;
  const values = new BigIntBuilder();
  let zone = timezone;
  const parse: Parse<bigint> = (bytes, start, end) => {
    const instant = parseTimestamp(asciiText(bytes, start, end).trim(), unit);
    if (instant === null) return null;
    if (zone === undefined) zone = instant.zoned ? 'UTC' : null;
    return (zone !== null) === instant.zoned ? instant.value : null;
  };
  const expected = `ISO 8601 timestamps no finer than ${unit}, all with a time zone or all without`;
  const finish = (): Column => ({ type: 'timestamp', unit, timezone: zone ?? null, ...values.finish() });
  const known = (): ColumnSpec => ({ type: 'timestamp', unit, ...(zone === undefined ? {} : { timezone: zone }) });
  return typedReader(known, missing, values, parse, expected, finish);
};
