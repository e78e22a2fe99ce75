/** A stretch of characters of one set. Plain JSON. */
export interface CharacterRun {
  /** A class of a regular expression, such as `[0-9]`. */
  readonly characters: string;
  /** That of the first character, where it differs: `[1-9]` of counters. */
  readonly first: string | null;
  /** In code points. */
  readonly shortest: number;
  readonly longest: number;
}

/** What all ids of a column share, around the last run that varies: that one gets longer when more ids are needed. Plain JSON. */
export interface IdPattern {
  /** Regular expressions of what stands on either side of the run. */
  readonly before: string;
  readonly run: CharacterRun;
  readonly after: string;
}

/** How often the part before it stands there. */
const repetition = (shortest: number, longest: number): string =>
  shortest === longest ? (shortest === 1 ? '' : `{${shortest}}`) : `{${shortest},${longest}}`;

/** The run as a regular expression. */
export const runRegex = ({ characters, first, shortest, longest }: CharacterRun): string => {
  const head = first === null ? 0 : 1;
  const rest = longest === head ? '' : characters + repetition(shortest - head, longest - head);
  return `${first ?? ''}${rest}`;
};

/**
 * The ids as a regular expression.
 * @param longer - by how many characters the run is longer than in any id seen; 0 is the pattern as it was learned. No
 *   value of one length is a value of another
 */
export const idRegex = ({ before, run, after }: IdPattern, longer = 0): string => {
  const length = run.longest + longer;
  return before + runRegex(longer === 0 ? run : { ...run, shortest: length, longest: length }) + after;
};
