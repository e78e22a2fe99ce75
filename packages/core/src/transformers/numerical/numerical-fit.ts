import { TransformError } from '../../errors/transform-error.js';
import type { Column } from '../../table/column.js';
import { fittedMissingOnly } from '../categorical/fitted-categories.js';
import { isMissing } from '../missing.js';
import type { FittedTransformer, TransformerContext, TransformerFit } from '../transformer.js';
import { DecimalCounter } from './decimals.js';
import { Extremes } from './extremes.js';
import { fittedNumerical } from './fitted-numerical.js';

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const SAFE = 2n ** 53n;

/** Learns decimals, bounds and whether values are missing, in one pass. */
export class NumericalFit implements TransformerFit {
  readonly #context: TransformerContext;
  readonly #decimals = new DecimalCounter();
  readonly #extremes = new Extremes<number>();
  readonly #integers = new Extremes<bigint>();
  #rows = 0;
  #missing = 0;
  /** The latest piece, for its type. */
  #last: Column | null = null;

  constructor(context: TransformerContext) {
    this.#context = context;
  }

  add(column: Column): void {
    for (let row = 0; row < column.length; row++) {
      if (isMissing(column, row)) this.#missing++;
      else this.#addValue(column, row);
    }
    this.#rows += column.length;
    this.#last = column;
  }

  #addValue(column: Column, row: number): void {
    if (column.type === 'int64') {
      this.#integers.add(column.values[row]!);
      return;
    }
    const at = this.#rows + row;
    const { column: name } = this.#context;
    if (column.type !== 'float64')
      throw new TransformError(
        name,
        at,
        `the metadata says numerical, and the column is of type ${column.type}; read it as numbers or give it another sdtype`,
      );
    const value = column.values[row]!;
    if (!Number.isFinite(value))
      throw new TransformError(
        name,
        at,
        'the value is infinite, which cannot be modelled; replace it or mark it as missing',
      );
    this.#decimals.add(value);
    this.#extremes.add(value);
  }

  finish(): FittedTransformer {
    const { column, settings } = this.#context;
    const missing = this.#missing > 0;
    if (this.#integers.count > 0) return this.#finishIntegers(missing);
    if (this.#extremes.count === 0) return fittedMissingOnly(column, this.#last);
    const { low, high, clipped } = this.#extremes.finish(settings.trimExtremes);
    this.#report(clipped, low, high);
    const decimals = this.#decimals.finish();
    return fittedNumerical({ column, type: 'float64', decimals, low: low + 0, high: high + 0, origin: '0', missing });
  }

  #finishIntegers(missing: boolean): FittedTransformer {
    const { column, settings } = this.#context;
    const { low, high, clipped } = this.#integers.finish(settings.trimExtremes);
    this.#report(clipped, Number(low), Number(high));
    if (high - low > SAFE)
      this.#context.warn({
        code: 'integers-rounded',
        column,
        message: `"${column}" spans more than 2^53 integers; its values are modelled to 53 bits, so the last digits are rounded.`,
      });
    const origin = absolute(low) > SAFE || absolute(high) > SAFE ? low : 0n;
    return fittedNumerical({
      column,
      type: 'int64',
      decimals: 0,
      low: `${low}`,
      high: `${high}`,
      origin: `${origin}`,
      missing,
    });
  }

  #report(count: number, low: number, high: number): void {
    if (count > 0) this.#context.clip({ column: this.#context.column, count, share: count / this.#rows, low, high });
  }
}
