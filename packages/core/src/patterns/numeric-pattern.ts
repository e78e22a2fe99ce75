import { InvalidMetadataError } from '../errors/invalid-metadata-error.js';
import { automatonOf, type State } from './automaton.js';
import { parseRegex } from './parse-regex.js';

const ZERO = 48;
const NINE = 57;

/** Whether every value from here on has digits only, at most `most` of them. */
const onlyDigits = (start: State, most: number): boolean => {
  const longest = new Map<State, number>();
  const visit = (state: State): number => {
    const known = longest.get(state);
    if (known !== undefined) return known;
    let length = 0;
    for (const { range, to } of state.edges) {
      const digits = range.low >= ZERO && range.high <= NINE;
      length = Math.max(length, digits ? 1 + visit(to) : Number.POSITIVE_INFINITY);
    }
    longest.set(state, length);
    return length;
  };
  return visit(start) <= most;
};

/**
 * Numbers drop zeros in front, so that two texts could be one number: refuses a pattern that gives anything but numbers
 * as they are written.
 * @throws {InvalidMetadataError}
 */
export const refuseUnlessNumeric = (regex: string, most: number, place: string): void => {
  const start = automatonOf(parseRegex(regex, place), place);
  const zeroInFront = start.edges.some(({ range, to }) => range.low === ZERO && to.edges.length > 0);
  if (start.accepting || zeroInFront || !onlyDigits(start, most))
    throw new InvalidMetadataError(
      place,
      `the column holds numbers, so the pattern must give 1 to ${most} digits without a zero in front; correct it or read the column as text`,
    );
};
