import { type NumericPair, pearson } from '@cvd/core/metrics';
import type { ResampledScore } from './resampled-score.js';
import { type RowWeights, WORDS } from './row-weights.js';
import { rowAt, weightsOf } from './weights-of.js';

/** The rows in which both columns hold a value: their places in the weights, and the values. */
interface PairedRows {
  readonly places: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** From their mean and in units of their range, so that neither their size nor their distance from 0 costs digits. */
const standardised = (values: Float64Array): Float64Array => {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    min = Math.min(min, values[i]!);
    max = Math.max(max, values[i]!);
  }
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += (values[i]! - min) / values.length;
  return values.map((value) => (value - min - mean) / (max - min));
};

const pairedRows = (first: Float64Array, second: Float64Array, weights: RowWeights): PairedRows => {
  const isPaired = (row: number): boolean => !Number.isNaN(first[row]!) && !Number.isNaN(second[row]!);
  const places = Int32Array.from({ length: weights.rows }, (_, place) => place).filter((place) =>
    isPaired(rowAt(weights, place)),
  );
  return {
    places,
    x: standardised(Float64Array.from(places, (place) => first[rowAt(weights, place)]!)),
    y: standardised(Float64Array.from(places, (place) => second[rowAt(weights, place)]!)),
  };
};

/** From the resample's own means, and those from the first value that counts, so that of a constant they are exact. */
const inTwoPasses = ({ places, x, y }: PairedRows, weights: Uint16Array): number => {
  const first = places.findIndex((place) => weights[place]! > 0);
  if (first < 0) return Number.NaN;
  let [total, meanX, meanY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const weight = weights[places[i]!]!;
    total += weight;
    meanX += weight * (x[i]! - x[first]!);
    meanY += weight * (y[i]! - y[first]!);
  }
  meanX = x[first]! + meanX / total;
  meanY = y[first]! + meanY / total;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const weight = weights[places[i]!]!;
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += weight * dx * dx;
    yy += weight * dy * dy;
    xy += weight * dx * dy;
  }
  return xx === 0 || yy === 0 ? Number.NaN : Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
};

/** Where less than this share of a sum of squares is left after the mean is taken off, digits were lost: twice is safer. */
const CANCELLED = 1e-3;

/** Pearson's correlation of the paired rows in one resample; NaN where a column is constant in it. */
const correlationOf = (paired: PairedRows, all: RowWeights, block: number, within: number): number => {
  const { places, x, y } = paired;
  const { words, rows } = all;
  const stride = WORDS;
  const base = block * rows * stride + (within >> 1);
  const shift = within % 2 === 0 ? 0 : 16;
  let [total, sumX, sumY, sumXx, sumYy, sumXy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < places.length; i++) {
    const weight = (words[base + places[i]! * stride]! >>> shift) & 0xffff;
    const wx = weight * x[i]!;
    const wy = weight * y[i]!;
    total += weight;
    sumX += wx;
    sumY += wy;
    sumXx += wx * x[i]!;
    sumYy += wy * y[i]!;
    sumXy += wx * y[i]!;
  }
  const xx = sumXx - (sumX * sumX) / total;
  const yy = sumYy - (sumY * sumY) / total;
  if (!(xx > CANCELLED * sumXx && yy > CANCELLED * sumYy)) return inTwoPasses(paired, weightsOf(all, block, within));
  return Math.max(-1, Math.min(1, (sumXy - (sumX * sumY) / total) / Math.sqrt(xx * yy)));
};

/** CorrelationSimilarity of resampled synthetic rows. */
export const resampledCorrelation = (first: NumericPair, second: NumericPair): ResampledScore => {
  const real = pearson(first.real, second.real);
  let known: { readonly weights: RowWeights; readonly paired: PairedRows } | null = null;
  return (weights, block, out) => {
    if (known?.weights !== weights) known = { weights, paired: pairedRows(first.synthetic, second.synthetic, weights) };
    for (let within = 0; within < out.length; within++)
      out[within] = 1 - Math.abs(real - correlationOf(known.paired, weights, block, within)) / 2;
  };
};
