import { type Contingency, contingency, contingencyDistance, type JointCodes } from '@cvd/core/metrics';
import { countedScore } from './counted-score.js';
import type { ResampledScore } from './resampled-score.js';

/** Most possible combinations that are looked up in an array. */
const DENSE_CELLS = 1_000_000;

/** For each row the place of its combination among those that occur. */
const cellOfRows = ({ cells, width, height }: Contingency, first: Int32Array, second: Int32Array): Int32Array => {
  const places = new Int32Array(first.length);
  if (width * height <= DENSE_CELLS) {
    const placeOf = new Int32Array(width * height);
    for (let i = 0; i < cells.length; i++) placeOf[cells[i]!] = i;
    for (let row = 0; row < places.length; row++) places[row] = placeOf[first[row]! * width + second[row]!]!;
    return places;
  }
  const placeOf = new Map<number, number>();
  for (let i = 0; i < cells.length; i++) placeOf.set(cells[i]!, i);
  for (let row = 0; row < places.length; row++) places[row] = placeOf.get(first[row]! * width + second[row]!)!;
  return places;
};

/**
 * ContingencySimilarity of resampled synthetic rows. The bins of a number stay those of the whole table, where those of
 * the resampled rows would follow their range: it is the rows that vary here, not the metric.
 */
export const resampledContingency = (first: JointCodes, second: JointCodes): ResampledScore => {
  const real = contingency(first.real, second.real, first.size, second.size);
  const synthetic = contingency(first.synthetic, second.synthetic, first.size, second.size);
  const codes = cellOfRows(synthetic, first.synthetic, second.synthetic);
  return countedScore(codes, synthetic.cells.length, (counts) => {
    let rows = 0;
    for (let cell = 0; cell < counts.length; cell++) rows += counts[cell]!;
    return Math.max(0, 1 - contingencyDistance(real, { ...synthetic, counts, rows }));
  });
};
