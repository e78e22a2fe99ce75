import { TransformError } from '../../errors/transform-error.js';
import { IdPatternLearner } from '../../patterns/id-pattern-learner.js';
import { refuseUnlessNumeric } from '../../patterns/numeric-pattern.js';
import { DigitLearner } from '../../patterns/whole-numbers.js';
import type { Column } from '../../table/column.js';
import { fittedMissingOnly } from '../categorical/fitted-categories.js';
import { isMissing } from '../missing.js';
import type { FittedTransformer, Transformer, TransformerContext, TransformerFit } from '../transformer.js';
import { generatedType } from './fitted-generated.js';
import { fittedById, type IdContent, mostDigits } from './fitted-id.js';

/** Learns the pattern of ids. */
export class IdFit implements TransformerFit {
  readonly #context: TransformerContext;
  readonly #literalFrom: number;
  readonly #pattern = new IdPatternLearner();
  readonly #digits = new DigitLearner();
  #rows = 0;
  #missing = 0;
  /** The latest piece, for its type. */
  #last: Column | null = null;

  /** @param literalFrom - values from which on what all of them share is kept as it is */
  constructor(context: TransformerContext, literalFrom = Math.max(2, context.settings.rareBelow)) {
    this.#context = context;
    this.#literalFrom = literalFrom;
  }

  add(column: Column): void {
    generatedType(this.#context.column, column);
    for (let row = 0; row < column.length; row++) {
      if (isMissing(column, row)) this.#missing++;
      else if (column.type === 'utf8') this.#pattern.add(column.dictionary[column.codes[row]!]!);
      else this.#addNumber((column.values as Float64Array | BigInt64Array)[row]!, this.#rows + row);
    }
    this.#rows += column.length;
    this.#last = column;
  }

  #addNumber(value: number | bigint, row: number): void {
    if (typeof value === 'number' && !Number.isSafeInteger(value))
      throw new TransformError(
        this.#context.column,
        row,
        'the id is no whole number below 2^53; read the column as text or give it another sdtype',
      );
    this.#digits.add(value);
  }

  finish(): FittedTransformer {
    const { column, metadata, unique } = this.#context;
    if (this.#last === null || this.#missing === this.#rows) return fittedMissingOnly(column, this.#last);
    const type = generatedType(column, this.#last);
    const missing = this.#missing > 0;
    const regex = metadata.regex_format ?? null;
    if (regex !== null && type !== 'utf8')
      refuseUnlessNumeric(regex, mostDigits[type], `columns.${column}.regex_format`);
    const learned = regex === null;
    return fittedById({
      column,
      type,
      missing,
      unique,
      regex,
      pattern: learned && type === 'utf8' ? this.#pattern.finish(this.#literalFrom) : null,
      digits: learned && type !== 'utf8' ? this.#digits.finish() : null,
    });
  }
}

/**
 * Ids made anew by their pattern: the metadata's `regex_format`, else what all values share. The id of row i is a keyed
 * permutation of i over all values of the pattern, so ids are different without being counted up. Once the values of a
 * learned pattern are used up, the last run in it that varies gets a character more, and numbers get a digit more; a
 * `regex_format` is kept to. Columns that are no key start again when the pattern is used up.
 * @throws {IdsExhaustedError} from `decode`, for a row beyond the `regex_format` of a key, or beyond the digits of its type
 */
export const id: Transformer = {
  contract: 1,
  name: 'id',
  start: (context) => new IdFit(context),
  restore: ({ content }) => fittedById(content as IdContent),
};
