import {
  type Column,
  type ColumnMetadata,
  type ColumnSpec,
  createValueBuilder,
  InvalidValueError,
  JsonColumn,
} from '@cvd/core';

/** What JSON tells apart, and times, which it does not. */
type Kind = 'number' | 'string' | 'boolean' | 'time';

const kindOfValue = (value: unknown): Exclude<Kind, 'time'> | null => {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return null;
  }
};

const kindOfSpec = (spec: ColumnSpec): Kind => {
  switch (typeof spec === 'string' ? spec : spec.type) {
    case 'float64':
    case 'int64':
      return 'number';
    case 'utf8':
      return 'string';
    case 'bool':
      return 'boolean';
    case 'timestamp':
      return 'time';
  }
};

const named: Readonly<Record<Kind, string>> = {
  number: 'numbers',
  string: 'text',
  boolean: 'true and false',
  time: 'times in ISO 8601',
};

const describe = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object'
    ? 'an object'
    : { number: 'a number', string: 'text', boolean: 'a boolean' }[kindOfValue(value)!];
};

/** What the metadata says for certain: a category may be text, a number or a boolean. */
const kindOfMetadata = ({ sdtype, datetime_format }: ColumnMetadata): Kind | null => {
  if (sdtype === 'numerical') return 'number';
  return sdtype === 'datetime' && datetime_format === undefined ? 'time' : null;
};

interface Values {
  readonly length: number;
  append(value: unknown): void;
  finish(): Column;
}

const timeSpec: ColumnSpec = { type: 'timestamp', unit: 'us' };

/**
 * One column of the rows of a topic. What it holds is decided once: by the type asked for, by the metadata, or else by what
 * most of the first rows hold that have a value.
 */
export class MessageColumn {
  readonly #name: string;
  readonly #spec: ColumnSpec | undefined;
  readonly #described: boolean;
  #kind: Kind | null;
  #values: Values | null = null;

  constructor(name: string, spec: ColumnSpec | undefined, metadata: ColumnMetadata | undefined) {
    this.#name = name;
    this.#spec = spec;
    this.#described = metadata !== undefined;
    this.#kind = spec !== undefined ? kindOfSpec(spec) : metadata === undefined ? null : kindOfMetadata(metadata);
  }

  /** @param bad - told of values that do not fit; the column has a missing value in their place */
  take(values: readonly unknown[], bad: (row: number, problem: string) => void): Column {
    this.#kind ??= mostOf(values);
    if (this.#kind === null && !values.some((value) => value !== null && value !== undefined))
      return allMissing(this.#name, values.length, this.#described ? 'utf8' : 'float64');
    this.#values ??= this.#builder();
    for (let row = 0; row < values.length; row++) {
      const problem = this.#append(values[row]);
      if (problem === null) continue;
      this.#values.append(null);
      bad(row, problem);
    }
    return this.#values.finish();
  }

  #builder(): Values {
    if (this.#spec !== undefined) return new JsonColumn(this.#name, this.#spec);
    switch (this.#kind) {
      case 'string':
        return createValueBuilder(this.#name, 'utf8');
      case 'boolean':
        return createValueBuilder(this.#name, 'bool');
      case 'time':
        return createValueBuilder(this.#name, timeSpec);
      default:
        return new JsonColumn(this.#name); // float64, int64 once an integer needs it
    }
  }

  /** What is wrong with the value, which was not appended then. */
  #append(value: unknown): string | null {
    if (value === null || value === undefined) {
      this.#values!.append(null);
      return null;
    }
    const kind = this.#kind;
    if (kindOfValue(value) !== (kind === 'time' ? 'string' : kind))
      return `it is ${describe(value)} where ${kind === null ? 'single values' : named[kind]} are expected`;
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
      return 'the number is too large for a 64-bit float';
    try {
      this.#values!.append(value);
      return null;
    } catch (error) {
      if (error instanceof InvalidValueError) return error.problem;
      throw error;
    }
  }
}

const allMissing = (name: string, rows: number, spec: ColumnSpec): Column => {
  const builder = createValueBuilder(name, spec);
  for (let row = 0; row < rows; row++) builder.append(null);
  return builder.finish();
};

/** The commonest kind, so that one stray message does not decide for all that follow; null where nothing is present. */
const mostOf = (values: readonly unknown[]): Kind | null => {
  const counts = { string: 0, number: 0, boolean: 0 };
  for (const value of values) {
    const kind = kindOfValue(value);
    if (kind !== null) counts[kind]++;
  }
  const [kind, count] = Object.entries(counts).reduce((most, entry) => (entry[1] > most[1] ? entry : most));
  return count === 0 ? null : (kind as Kind);
};
