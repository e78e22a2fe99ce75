import { countedScore } from '../bootstrap/counted-score.js';
import type { ResampledScore } from '../bootstrap/resampled-score.js';

/** The place of each value among the distinct ones, ascending, and how many those are. */
const placesOf = (values: Float64Array): { readonly places: Int32Array; readonly distinct: number } => {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const places = new Int32Array(values.length);
  let place = -1;
  for (const [i, row] of order.entries()) {
    if (i === 0 || values[row] !== values[order[i - 1]!]) place++;
    places[row] = place;
  }
  return { places, distinct: place + 1 };
};

/** Area under the ROC curve of one class, told from all others, of rows sorted once; see `rocAuc`. */
const resampledArea = (codes: Int32Array, scores: Float64Array, positive: number): ResampledScore => {
  const { places, distinct } = placesOf(scores);
  const cells = places.map((place, row) => 2 * place + Number(codes[row] === positive));
  return countedScore(cells, 2 * distinct, (counts) => {
    let [below, positives, beaten] = [0, 0, 0];
    for (let cell = 0; cell < counts.length; cell += 2) {
      beaten += counts[cell + 1]! * (below + counts[cell]! / 2);
      below += counts[cell]!;
      positives += counts[cell + 1]!;
    }
    return positives === 0 || below === 0 ? Number.NaN : beaten / (positives * below);
  });
};

/** `multiclassAuc` of resampled rows: the mean over the classes that have an area in the resample. */
export const resampledAuc = (codes: Int32Array, probabilities: readonly Float64Array[]): ResampledScore => {
  // Of two classes both have the same area; of those that no row has, none.
  const occurring = probabilities.flatMap((scores, code) => (codes.includes(code) ? [{ scores, code }] : []));
  const areas = occurring.map(({ scores, code }) => resampledArea(codes, scores, code));
  return (weights, block, out) => {
    const sums = new Float64Array(out.length);
    const known = new Uint32Array(out.length);
    for (const area of areas) {
      area(weights, block, out);
      for (let i = 0; i < out.length; i++) {
        if (Number.isNaN(out[i]!)) continue;
        sums[i]! += out[i]!;
        known[i]!++;
      }
    }
    for (let i = 0; i < out.length; i++) out[i] = sums[i]! / known[i]!;
  };
};
