import { PIECE_ROWS } from '../../execution/pieces.js';
import type { RandomSource } from '../../random/random-source.js';
import type { Mixture } from './mixture.js';
import { modeChooser } from './mode-chooser.js';
import { SCALED_LIMIT, scaledIn } from './mode-scale.js';

export interface NormalisedColumn {
  /** Mode of each row. */
  readonly modes: Uint8Array;
  /** Value of each row scaled in its mode, inside ±.99. */
  readonly scaled: Float32Array;
  /** Present values that had to be clipped to ±.99. */
  readonly clipped: number;
}

/**
 * A column by the modes of its mixture: each row's mode is drawn from the responsibilities and the value scaled in it. A missing
 * value (NaN) takes mode and scaled value of a drawn present row, so that they say nothing (that it is missing stands in a column
 * of its own); without any, mode 0 and scaled value 0.
 * @param values - finite, or NaN for missing
 * @param random - of the column: a word for each row, in pieces of 10,000 rows; missing rows by the child 'missing'
 * @param checkpoint - awaited every 10,000 rows with the share done
 */
export const normaliseColumn = async (
  mixture: Mixture,
  values: Float64Array,
  random: RandomSource,
  checkpoint: (fraction: number) => Promise<void> = async () => {},
): Promise<NormalisedColumn> => {
  const rows = values.length;
  const modes = new Uint8Array(rows);
  const scaled = new Float32Array(rows);
  const chooseMode = modeChooser(mixture);
  const words = new Uint32Array(Math.min(rows, PIECE_ROWS));
  let clipped = 0;
  let missing = 0;
  for (let from = 0; from < rows; from += PIECE_ROWS) {
    const to = Math.min(rows, from + PIECE_ROWS);
    random.wordsInto(words, from / PIECE_ROWS);
    for (let row = from; row < to; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) {
        missing++;
        continue;
      }
      const mode = chooseMode(value, (words[row - from]! + 0.5) * 2 ** -32);
      const place = scaledIn(mixture, mode, value);
      const inside = Math.min(SCALED_LIMIT, Math.max(-SCALED_LIMIT, place));
      if (inside !== place) clipped++;
      modes[row] = mode;
      scaled[row] = inside;
    }
    await checkpoint(to / rows);
  }
  if (missing > 0 && missing < rows) fillMissing(values, modes, scaled, rows - missing, random.child('missing'));
  return { modes, scaled, clipped };
};

const fillMissing = (
  values: Float64Array,
  modes: Uint8Array,
  scaled: Float32Array,
  count: number,
  random: RandomSource,
): void => {
  const present = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row]!)) present[at++] = row;
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!)) continue;
    const drawn = present[Math.floor(random.uniform(row) * count)]!;
    modes[row] = modes[drawn]!;
    scaled[row] = scaled[drawn]!;
  }
};
