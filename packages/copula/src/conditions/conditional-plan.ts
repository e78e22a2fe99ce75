import { ConditionsUnsupportedError, choleskyInto, log, normalInterval, normalLogPdf, solveLowerInto } from '@cvd/core';
import { alternativesOf } from './alternatives.js';
import { isPoint, type LatentCell } from './latent-cell.js';
import type { FactorCondition } from './latent-conditions.js';
import { minimaxTilt } from './minimax-tilting.js';

/** One box (and the single values beside it) that rows may be drawn from. */
export interface Alternative {
  /** Normals of the single values. */
  readonly pointNormals: Float64Array;
  /** Bounds of L·ε on the boxed variables, less what the single values put there. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Shift of the proposal and bound of its likelihood ratio, see {@link minimaxTilt}. */
  readonly shift: Float64Array;
  readonly bound: number;
  /** Log density of the single values. */
  readonly logDensity: number;
  readonly pins: LatentCell['pins'];
}

/** How rows under given conditions are drawn: latent variables in the order points, boxes, free ones. */
export interface ConditionalPlan {
  readonly points: readonly FactorCondition[];
  readonly boxes: readonly FactorCondition[];
  /** Place of each latent variable in that order. */
  readonly position: Int32Array;
  /** (factors × factors) Cholesky factor of the correlations in that order. */
  readonly lower: Float64Array;
  /** (boxes × boxes) part of it. */
  readonly boxLower: Float64Array;
  readonly alternatives: readonly Alternative[];
}

/** Combinations of single values that are told apart at most. */
const MAX_COMBINATIONS = 2 ** 16;

const probability = ({ cells }: FactorCondition): number =>
  cells.reduce((sum, { low, high }) => sum + normalInterval(low, high), 0);

/** @param correlation - (factors × factors) of the latent variables */
export const planConditions = (
  conditions: readonly FactorCondition[],
  correlation: Float64Array,
  factors: number,
): ConditionalPlan => {
  const points = conditions.filter(({ cells }) => isPoint(cells[0]!));
  // The most demanding first: what is drawn later adapts to it, which keeps the likelihood ratio even.
  const boxes = conditions.filter(({ cells }) => !isPoint(cells[0]!)).sort((a, b) => probability(a) - probability(b));
  const combinations = points.reduce((product, { cells }) => product * cells.length, 1);
  if (combinations > MAX_COMBINATIONS) {
    throw new ConditionsUnsupportedError(
      'copula',
      `tells at most ${MAX_COMBINATIONS} combinations of single values apart, and these are ${combinations}`,
    );
  }
  const constrained = [...points, ...boxes].map(({ factor }) => factor);
  const order = [
    ...constrained,
    ...Array.from({ length: factors }, (_, f) => f).filter((f) => !constrained.includes(f)),
  ];
  const position = new Int32Array(factors);
  order.forEach((factor, place) => {
    position[factor] = place;
  });
  const lower = Float64Array.from({ length: factors * factors }, (_, at) => {
    return correlation[order[Math.floor(at / factors)]! * factors + order[at % factors]!]!;
  });
  choleskyInto(lower, lower, factors);
  const given = points.length;
  const block = (from: number, size: number): Float64Array =>
    Float64Array.from(
      { length: size * size },
      (_, at) => lower[(from + Math.floor(at / size)) * factors + from + (at % size)]!,
    );
  const boxLower = block(given, boxes.length);
  const pointLower = block(0, given);

  const alternatives = alternativesOf([...points, ...boxes]).map((cells): Alternative => {
    const pointNormals = Float64Array.from(cells.slice(0, given), ({ low }) => low);
    solveLowerInto(pointNormals, pointLower, pointNormals, given);
    let logDensity = 0;
    pointNormals.forEach((normal, k) => {
      logDensity += normalLogPdf(normal) - log(pointLower[k * given + k]!) + cells[k]!.logJacobian;
    });
    const low = new Float64Array(boxes.length);
    const high = new Float64Array(boxes.length);
    boxes.forEach((_, k) => {
      let mean = 0;
      for (let j = 0; j < given; j++) mean += lower[(given + k) * factors + j]! * pointNormals[j]!;
      low[k] = cells[given + k]!.low - mean;
      high[k] = cells[given + k]!.high - mean;
    });
    const tilt = boxes.length > 0 ? minimaxTilt(boxLower, low, high) : { shift: new Float64Array(0), bound: 0 };
    return { pointNormals, low, high, ...tilt, logDensity, pins: cells.flatMap(({ pins }) => pins) };
  });
  return { points, boxes, position, lower, boxLower, alternatives };
};
