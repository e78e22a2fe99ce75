import { IdsExhaustedError } from '../../errors/ids-exhausted-error.js';
import type { IdPattern } from '../../patterns/id-pattern.js';
import { idTexts } from '../../patterns/id-texts.js';
import { patternSpace } from '../../patterns/pattern-space.js';
import { uniqueIndices, uniqueRows } from '../../patterns/permutation.js';
import { type Digits, numbersOf, wholeNumbers } from '../../patterns/whole-numbers.js';
import type { FittedTransformer } from '../transformer.js';
import { fittedGenerated, type Generated, type GeneratedType } from './fitted-generated.js';

/** Where the ids of a column come from: one of three, the others null. Plain JSON. */
interface IdSource {
  /** The expression that the metadata give. */
  readonly regex: string | null;
  /** What texts share otherwise. */
  readonly pattern: IdPattern | null;
  /** Of numbers otherwise. */
  readonly digits: Digits | null;
}

/** What is learned of an id column; plain JSON. */
export interface IdContent extends IdSource {
  readonly column: string;
  readonly type: GeneratedType;
  readonly missing: boolean;
  /** Whether a row without an id of its own is an error. */
  readonly unique: boolean;
}

/** Digits that every number of the type can have, exactly. */
export const mostDigits = { utf8: 15, float64: 15, int64: 18 } as const;

const WHY = 'holds ids, which are generated and not modelled; filter the rows afterwards';

type Ids = Pick<Generated, 'capacity' | 'generator' | 'held'>;

const numbers = ({ column, type, unique }: IdContent, digits: Digits): Ids => {
  const most = Math.max(digits.longest, mostDigits[type]);
  const capacity = Number(10n ** BigInt(most) - 10n ** BigInt(digits.shortest - 1));
  const repeat = unique ? capacity : Number(numbersOf(digits));
  return {
    ...(unique && { capacity }),
    generator(random) {
      const at = wholeNumbers(digits, most, random);
      return (row) => {
        if (unique && row >= capacity) throw new IdsExhaustedError(column, capacity, `of up to ${most} digits`);
        return `${at(row % repeat)}`;
      };
    },
    held: () => ({ digits: [digits.shortest, digits.longest] }),
  };
};

const learnedTexts = ({ column, unique }: IdContent, pattern: IdPattern): Ids => {
  const { regex, rows, texts } = idTexts(pattern, `columns.${column}`);
  return {
    generator(random) {
      const at = texts(random);
      return unique ? at : (row) => at(row % rows);
    },
    held: () => ({ pattern: regex }),
  };
};

const textsOf = ({ column, unique }: IdContent, regex: string): Ids => {
  const space = patternSpace(regex, `columns.${column}.regex_format`);
  const capacity = uniqueRows(space.size);
  return {
    ...(unique && { capacity }),
    generator(random) {
      const index = uniqueIndices(space.size, random);
      return (row) => {
        if (unique && row >= capacity) throw new IdsExhaustedError(column, capacity, regex);
        return space.at(index(row % capacity));
      };
    },
    held: () => ({ pattern: regex }),
  };
};

/** Ids as their content says; what stands in it beside is left out. */
export const fittedById = (given: IdContent): FittedTransformer => {
  const { column, type, missing, unique, regex, pattern, digits } = given;
  const content: IdContent = { column, type, missing, unique, regex, pattern, digits };
  return fittedGenerated({
    name: 'id',
    column,
    type,
    missing,
    why: WHY,
    save: () => ({ name: 'id', content, tensors: {} }),
    ...(digits !== null
      ? numbers(content, digits)
      : pattern !== null
        ? learnedTexts(content, pattern)
        : textsOf(content, regex!)),
  });
};
