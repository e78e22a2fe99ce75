import type { RandomSource } from '../random/random-source.js';
import { type IdPattern, idRegex } from './id-pattern.js';
import { type PatternSpace, patternSpace } from './pattern-space.js';
import { uniqueIndices, uniqueRows } from './permutation.js';

/** Ids of a learned pattern, which never run out. */
interface IdTexts {
  /** As a regular expression. */
  readonly regex: string;
  /** Rows whose ids follow `regex`; those of later rows have a longer run. */
  readonly rows: number;
  /** The id of each row (0 … 2⁵³−1), different for different rows, a pure function of the source and the row. */
  texts(random: RandomSource): (row: number) => string;
}

/** The values of one length of the run. */
interface Level {
  readonly space: PatternSpace;
  readonly rows: number;
}

/**
 * The ids of a pattern: first those as long as the learned ones, under a keyed permutation, then all whose run is one
 * character longer, and so on.
 * @param place - where the pattern stands, for errors
 */
export const idTexts = (pattern: IdPattern, place: string): IdTexts => {
  const levels: Level[] = [];
  const level = (longer: number): Level => {
    const known = levels[longer];
    if (known) return known;
    const space = patternSpace(idRegex(pattern, longer), place);
    return (levels[longer] = { space, rows: uniqueRows(space.size) });
  };
  const { space, rows } = level(0);
  return {
    regex: space.regex,
    rows,
    texts(random) {
      const indices = [uniqueIndices(space.size, random)];
      return (row) => {
        let [left, longer] = [row, 0];
        while (left >= level(longer).rows) left -= level(longer++).rows;
        const values = level(longer).space;
        indices[longer] ??= uniqueIndices(values.size, random.child(`${longer} longer`));
        return values.at(indices[longer]!(left));
      };
    },
  };
};
