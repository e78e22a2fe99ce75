import { InvalidValueError } from '../errors/invalid-value-error.js';
import { BigIntBuilder } from './bigint-builder.js';
import { BoolBuilder } from './bool-builder.js';
import type { Column, ColumnType, TimestampUnit } from './column.js';
import { type ColumnSpec, specType } from './column-spec.js';
import { Float64Builder } from './float64-builder.js';
import { type ParsedTimestamp, parseTimestamp } from './parse-timestamp.js';
import { unitsPerSecond } from './timestamp.js';
import { Utf8Builder } from './utf8-builder.js';

/** Collects JavaScript values into a column of one type. null, undefined and NaN are missing. */
export interface ValueBuilder {
  readonly type: ColumnType;
  readonly length: number;
  /** @throws {InvalidValueError} when the value is of another type; nothing is appended then */
  append(value: unknown): void;
  /** The rows appended since the last `finish()`. */
  finish(): Column;
}

const isMissing = (value: unknown): boolean => value === null || value === undefined || Number.isNaN(value);

const describe = (value: unknown): string =>
  value instanceof Date
    ? 'a Date'
    : Array.isArray(value)
      ? 'an array'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;

const expected: Readonly<Record<ColumnType, string>> = {
  float64: 'numbers',
  int64: '64-bit integers (bigint, or number within ±2⁵³)',
  bool: 'booleans',
  utf8: 'strings',
  timestamp: 'valid Date objects or ISO 8601 strings, all with a time zone or all without, no finer than the unit',
};

/** The type a JavaScript value asks for; null where no column can hold it. */
const typeOfValue = (value: unknown): ColumnType | null => {
  switch (typeof value) {
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int64';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'utf8';
    default:
      return value instanceof Date ? 'timestamp' : null;
  }
};

/** A builder for one type, or (without `spec`) for the type of the first value that is present. */
export const createValueBuilder = (name: string, spec?: ColumnSpec): ValueBuilder =>
  spec === undefined ? new InferringBuilder(name) : typedBuilder(name, spec);

const typedBuilder = (name: string, spec: ColumnSpec): ValueBuilder => {
  const type = specType(spec);
  switch (type) {
    case 'float64': {
      const rows = new Float64Builder();
      return wrap(name, type, rows, only('number'), () => rows.finish());
    }
    case 'int64': {
      const rows = new BigIntBuilder();
      return wrap(name, type, rows, toInt64, () => ({ type, ...rows.finish() }));
    }
    case 'bool': {
      const rows = new BoolBuilder();
      return wrap(name, type, rows, only('boolean'), () => rows.finish());
    }
    case 'utf8': {
      const rows = new Utf8Builder();
      return wrap(name, type, rows, only('string'), () => rows.finish());
    }
    case 'timestamp': {
      const { unit = 'ms', timezone } = typeof spec === 'string' ? {} : spec;
      const rows = new BigIntBuilder();
      let zone = timezone;
      const toUnits = (value: unknown): bigint | undefined => {
        const instant = toInstant(value, unit);
        if (instant === null) return undefined;
        if (zone === undefined) zone = instant.zoned ? 'UTC' : null;
        return (zone !== null) === instant.zoned ? instant.value : undefined;
      };
      return wrap(name, type, rows, toUnits, () => ({ type, unit, timezone: zone ?? null, ...rows.finish() }));
    }
  }
};

interface Primitives {
  number: number;
  boolean: boolean;
  string: string;
}

const only =
  <K extends keyof Primitives>(kind: K) =>
  (value: unknown): Primitives[K] | undefined =>
    typeof value === kind ? (value as Primitives[K]) : undefined;

const toInt64 = (value: unknown): bigint | undefined => {
  const integer = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
  return typeof integer === 'bigint' && BigInt.asIntN(64, integer) === integer ? integer : undefined;
};

const toInstant = (value: unknown, unit: TimestampUnit): ParsedTimestamp | null => {
  if (value instanceof Date) return fromDate(value, unit);
  return typeof value === 'string' ? parseTimestamp(value, unit) : null;
};

const fromDate = (date: Date, unit: TimestampUnit): ParsedTimestamp | null => {
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) return null;
  const scaled = BigInt(milliseconds) * unitsPerSecond[unit];
  return scaled % 1000n === 0n ? { value: scaled / 1000n, zoned: true } : null;
};

const wrap = <T>(
  name: string,
  type: ColumnType,
  rows: { readonly length: number; append(value: T): void; appendMissing(): void },
  convert: (value: unknown) => T | undefined,
  finish: () => Column,
): ValueBuilder => ({
  type,
  get length() {
    return rows.length;
  },
  append(value) {
    if (isMissing(value)) return rows.appendMissing();
    const stored = convert(value);
    if (stored === undefined)
      throw new InvalidValueError(name, rows.length, `found ${describe(value)} where ${expected[type]} are expected`);
    rows.append(stored);
  },
  finish,
});

/** Takes the type of the first present value; a column that has none is float64, all missing. */
class InferringBuilder implements ValueBuilder {
  readonly #name: string;
  #builder: ValueBuilder;
  #open = true;

  constructor(name: string) {
    this.#name = name;
    this.#builder = typedBuilder(name, 'float64');
  }

  get type(): ColumnType {
    return this.#builder.type;
  }

  get length(): number {
    return this.#builder.length;
  }

  append(value: unknown): void {
    if (this.#open && !isMissing(value)) this.#decide(value);
    this.#builder.append(value);
  }

  finish(): Column {
    return this.#builder.finish();
  }

  #decide(value: unknown): void {
    const type = typeOfValue(value);
    const missing = this.length;
    if (type === null)
      throw new InvalidValueError(this.#name, missing, `${describe(value)} cannot be stored in a table`);
    this.#open = false;
    if (type === 'float64') return;
    this.#builder = typedBuilder(this.#name, type);
    for (let row = 0; row < missing; row++) this.#builder.append(null);
  }
}
