import { BoolBuilder } from '../table/bool-builder.js';
import type { Column } from '../table/column.js';
import type { ColumnSpec } from '../table/column-spec.js';
import { Float64Builder } from '../table/float64-builder.js';
import { readBool } from './bool-cell.js';
import type { CellProblem } from './cell-taker.js';
import type { ColumnReader } from './column-reader.js';
import type { MissingSpellings } from './missing-spellings.js';
import { NumberCell, NumberKind } from './number-cell.js';
import { TextReader } from './text-reader.js';

/** What the readers of one column share while its type is being found. */
interface Inference {
  readonly missing: MissingSpellings;
  /** false: find the type only and keep no rows. */
  readonly keep: boolean;
  /** Puts another reader in this one's place. */
  readonly become: (next: ColumnReader) => void;
}

/** Reads a column that has had no present cell yet; the first one decides what it is tried as. */
export class UndecidedReader implements ColumnReader {
  readonly spec = 'float64';
  readonly #inference: Inference;
  #rows = 0;

  constructor(inference: Inference) {
    this.#inference = inference;
  }

  take(bytes: Uint8Array, start: number, end: number, quoted: boolean): CellProblem | null {
    if (this.#inference.missing.matches(bytes, start, end, quoted)) {
      if (this.#inference.keep) this.#rows++;
      return null;
    }
    const next = this.#decide(bytes, start, end);
    this.#inference.become(next);
    return next.take(bytes, start, end, quoted);
  }

  finish(): Column {
    const values = new Float64Builder();
    for (; this.#rows > 0; this.#rows--) values.appendMissing();
    return values.finish();
  }

  #decide(bytes: Uint8Array, start: number, end: number): ColumnReader {
    if (readBool(bytes, start, end) !== null) return new BoolReader(this.#inference, this.#rows);
    if (new NumberCell().read(bytes, start, end) !== NumberKind.none)
      return new NumberReader(this.#inference, this.#rows);
    return this.#inference.keep ? new TextReader(this.#inference.missing, this.#rows) : new DecidedReader('utf8');
  }
}

/** Reads numbers as floats, noting what else they would need; gives up at the first text. */
class NumberReader implements ColumnReader {
  readonly #inference: Inference;
  readonly #values = new Float64Builder();
  readonly #number = new NumberCell();
  #decimal = false;
  #int64 = false;
  #huge = false;

  constructor(inference: Inference, rowsMissing: number) {
    this.#inference = inference;
    for (let row = 0; row < rowsMissing; row++) this.#values.appendMissing();
  }

  /** Integers a float cannot hold make the column int64 when all cells are integers of 64 bits, and text when not. */
  get spec(): ColumnSpec {
    if (!this.#int64 && !this.#huge) return 'float64';
    return this.#huge || this.#decimal ? 'utf8' : 'int64';
  }

  take(bytes: Uint8Array, start: number, end: number, quoted: boolean): CellProblem | null {
    const { missing, keep, become } = this.#inference;
    if (missing.matches(bytes, start, end, quoted)) {
      if (keep) this.#values.appendMissing();
      return null;
    }
    switch (this.#number.read(bytes, start, end)) {
      case NumberKind.none:
        become(new DecidedReader('utf8'));
        return null;
      case NumberKind.decimal:
        this.#decimal = true;
        break;
      case NumberKind.int64:
        this.#int64 = true;
        break;
      case NumberKind.huge:
        this.#huge = true;
        break;
    }
    if (keep) this.#values.append(this.#number.value);
    return null;
  }

  finish(): Column | null {
    return this.spec === 'float64' ? this.#values.finish() : null;
  }
}

/** Reads booleans; gives up at the first cell that is something else. */
class BoolReader implements ColumnReader {
  readonly spec = 'bool';
  readonly #inference: Inference;
  readonly #values = new BoolBuilder();

  constructor(inference: Inference, rowsMissing: number) {
    this.#inference = inference;
    for (let row = 0; row < rowsMissing; row++) this.#values.appendMissing();
  }

  take(bytes: Uint8Array, start: number, end: number, quoted: boolean): CellProblem | null {
    const { missing, keep, become } = this.#inference;
    const value = readBool(bytes, start, end);
    if (value !== null) {
      if (keep) this.#values.append(value);
    } else if (missing.matches(bytes, start, end, quoted)) {
      if (keep) this.#values.appendMissing();
    } else become(new DecidedReader('utf8'));
    return null;
  }

  finish(): Column {
    return this.#values.finish();
  }
}

/** Stands where the type is known and the rows have to be read again, because those before were not kept as written. */
export class DecidedReader implements ColumnReader {
  constructor(readonly spec: ColumnSpec) {}

  take(): null {
    return null;
  }

  finish(): null {
    return null;
  }
}
