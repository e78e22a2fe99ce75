import { IdsExhaustedError } from '../../errors/ids-exhausted-error.js';
import { TransformError } from '../../errors/transform-error.js';
import { IdPatternLearner } from '../../patterns/id-pattern-learner.js';
import { refuseUnlessNumeric } from '../../patterns/numeric-pattern.js';
import { patternSpace } from '../../patterns/pattern-space.js';
import { uniqueIndices, uniqueRows } from '../../patterns/permutation.js';
import { DigitLearner, type Digits, numbersOf, wholeNumbers } from '../../patterns/whole-numbers.js';
import type { RandomSource } from '../../random/random-source.js';
import type { Column } from '../../table/column.js';
import { fittedMissingOnly } from '../categorical/fitted-categories.js';
import { isMissing } from '../missing.js';
import type { FittedTransformer, Transformer, TransformerContext, TransformerFit } from '../transformer.js';
import { fittedGenerated, type GeneratedType, generatedType } from './fitted-generated.js';

/** What is learned of an id column; plain JSON. */
interface IdContent {
  readonly column: string;
  readonly type: GeneratedType;
  readonly missing: boolean;
  /** Whether a row without an id of its own is an error. */
  readonly unique: boolean;
  /** Of text, and of numbers where the metadata gives one. */
  readonly regex: string | null;
  /** Of numbers otherwise. */
  readonly digits: Digits | null;
}

/** Digits that every number of the type can have, exactly. */
const mostDigits = { utf8: 15, float64: 15, int64: 18 } as const;

const WHY = 'holds ids, which are generated and not modelled; filter the rows afterwards';

/** Ids as their content says; what stands in it beside is left out. */
export const fittedById = ({ column, type, missing, unique, regex, digits }: IdContent): FittedTransformer => {
  const content: IdContent = { column, type, missing, unique, regex, digits };
  const shared = { name: 'id', column, type, missing, why: WHY, save: () => ({ name: 'id', content, tensors: {} }) };
  if (digits !== null) {
    const most = Math.max(digits.longest, mostDigits[type]);
    const capacity = Number(10n ** BigInt(most) - 10n ** BigInt(digits.shortest - 1));
    const repeat = unique ? capacity : Number(numbersOf(digits));
    return fittedGenerated({
      ...shared,
      ...(unique && { capacity }),
      generator(random) {
        const at = wholeNumbers(digits, most, random);
        return (row) => {
          if (unique && row >= capacity) throw new IdsExhaustedError(column, capacity, `of up to ${most} digits`);
          return `${at(row % repeat)}`;
        };
      },
      held: () => ({ digits: [digits.shortest, digits.longest] }),
    });
  }
  const space = patternSpace(regex!, `columns.${column}.regex_format`);
  const capacity = uniqueRows(space.size);
  return fittedGenerated({
    ...shared,
    ...(unique && { capacity }),
    generator(random: RandomSource) {
      const index = uniqueIndices(space.size, random);
      return (row) => {
        if (unique && row >= capacity) throw new IdsExhaustedError(column, capacity, space.regex);
        return space.at(index(row % capacity));
      };
    },
    held: () => ({ pattern: space.regex }),
  });
};

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
    const given = metadata.regex_format;
    if (given !== undefined) {
      if (type !== 'utf8') refuseUnlessNumeric(given, mostDigits[type], `columns.${column}.regex_format`);
      return fittedById({ column, type, missing, unique, regex: given, digits: null });
    }
    return type === 'utf8'
      ? fittedById({ column, type, missing, unique, regex: this.#pattern.finish(this.#literalFrom), digits: null })
      : fittedById({ column, type, missing, unique, regex: null, digits: this.#digits.finish() });
  }
}

/**
 * Ids made anew by their pattern: the metadata's `regex_format`, else what all values share. The id of row i is a keyed
 * permutation of i over all values of the pattern, so ids are different without being counted up. Numeric ids have as
 * many digits as the learned ones, and more once those are used up. Columns that are no key start again when the pattern
 * is used up.
 * @throws {IdsExhaustedError} from `decode`, for a row beyond a key's pattern
 */
export const id: Transformer = {
  contract: 1,
  name: 'id',
  start: (context) => new IdFit(context),
  restore: ({ content }) => fittedById(content as IdContent),
};
