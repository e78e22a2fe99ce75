import { countBits } from '../../table/bits.js';
import { isPresent, missingCount } from '../../table/cell.js';
import type { BoolColumn, Column } from '../../table/column.js';
import type { ColumnProfile, NumberProfile, TextProfile } from './column-profile.js';
import { IntegerProfiler } from './integer-profiler.js';
import { NumberProfiler } from './number-profiler.js';
import { TextProfiler } from './text-profiler.js';

/** What each kind of column adds to the counts that all have. */
export interface ProfileParts {
  readonly distinct: number;
  readonly distinctExact: boolean;
  readonly unique: boolean | null;
  readonly numbers?: NumberProfile;
  readonly text?: TextProfile;
}

/** Reads the pieces of a column of one type. */
export interface ValueProfiler<C extends Column> {
  add(column: C): void;
  finish(): ProfileParts;
}

class BoolProfiler implements ValueProfiler<BoolColumn> {
  #seen = [0, 0];

  add(column: BoolColumn): void {
    if (column.validity === null) {
      const set = countBits(column.values, column.length);
      this.#seen[1]! += set;
      this.#seen[0]! += column.length - set;
      return;
    }
    for (let row = 0; row < column.length; row++)
      if (isPresent(column, row)) this.#seen[(column.values[row >> 3]! >> (row & 7)) & 1]!++;
  }

  finish(): ProfileParts {
    return {
      distinct: this.#seen.filter((count) => count > 0).length,
      distinctExact: true,
      unique: this.#seen.every((count) => count <= 1),
    };
  }
}

const profilerFor = (column: Column): ValueProfiler<never> => {
  switch (column.type) {
    case 'float64':
      return new NumberProfiler();
    case 'int64':
      return new IntegerProfiler(true);
    case 'timestamp':
      return new IntegerProfiler(false);
    case 'bool':
      return new BoolProfiler();
    case 'utf8':
      return new TextProfiler();
  }
};

/** Follows one column over consecutive pieces, in bounded memory; the profile does not depend on how it was cut. */
export class ColumnProfiler {
  readonly #type: Column['type'];
  readonly #time: ColumnProfile['time'];
  readonly #values: ValueProfiler<Column>;
  #rows = 0;
  #missing = 0;

  /** @param first - any piece of the column, for its type; it is not counted */
  constructor(first: Column) {
    this.#type = first.type;
    this.#time = first.type === 'timestamp' ? { unit: first.unit, timezone: first.timezone } : null;
    this.#values = profilerFor(first) as ValueProfiler<Column>;
  }

  add(column: Column): void {
    this.#rows += column.length;
    this.#missing += missingCount(column);
    this.#values.add(column);
  }

  finish(): ColumnProfile {
    const present = this.#rows > this.#missing;
    const { numbers, text, ...parts } = this.#values.finish();
    return {
      type: this.#type,
      rows: this.#rows,
      missing: this.#missing,
      ...parts,
      numbers: (present && numbers) || null,
      text: (present && text) || null,
      time: this.#time,
    };
  }
}
