import { countedScore } from '../bootstrap/counted-score.js';
import type { ResampledScore } from '../bootstrap/resampled-score.js';

/** `accuracy` of resampled rows. */
export const resampledAccuracy = (codes: Int32Array, told: Int32Array): ResampledScore =>
  countedScore(
    codes.map((code, row) => Number(code === told[row])),
    2,
    (counts) => counts[1]! / (counts[0]! + counts[1]!),
  );

/** `f1Of` of resampled rows. */
export const resampledF1 = (codes: Int32Array, told: Int32Array, positive: number): ResampledScore =>
  countedScore(
    codes.map((code, row) => Number(code === positive) + 2 * Number(told[row] === positive)),
    4,
    (counts) => {
      const either = counts[1]! + counts[2]! + 2 * counts[3]!;
      return either === 0 ? 0 : (2 * counts[3]!) / either;
    },
  );

/** `macroF1` of resampled rows: the mean over the classes that occur or were told in the resample. */
export const resampledMacroF1 = (codes: Int32Array, told: Int32Array, classes: number): ResampledScore => {
  const placeOf = new Map<number, number>();
  const places = codes.map((code, row) => {
    const cell = code * classes + told[row]!;
    const place = placeOf.get(cell) ?? placeOf.size;
    placeOf.set(cell, place);
    return place;
  });
  const cells = [...placeOf.keys()].map((cell) => ({ is: Math.floor(cell / classes), told: cell % classes }));
  const hits = new Float64Array(classes);
  const either = new Float64Array(classes);
  return countedScore(places, cells.length, (counts) => {
    hits.fill(0);
    either.fill(0);
    for (const [i, cell] of cells.entries()) {
      if (cell.is === cell.told) hits[cell.is]! += counts[i]!;
      either[cell.is]! += counts[i]!;
      either[cell.told]! += counts[i]!;
    }
    let [sum, known] = [0, 0];
    for (let code = 0; code < classes; code++) {
      if (either[code] === 0) continue;
      sum += (2 * hits[code]!) / either[code]!;
      known++;
    }
    return sum / known;
  });
};
