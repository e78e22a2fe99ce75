import { type CutSizes, createCutNoise } from './cut-noise.js';
import { createHypergeometric } from './hypergeometric.js';

/** Fewer real rows than this cannot be cut so often. */
export const FEWEST_ROWS = 32;

/** Rows in each of two samples of one size that differ as much as two of these sizes: the harmonic mean. */
const evenRows = ({ first, second }: CutSizes): number => 2 / (1 / first + 1 / second);

/**
 * The expected total variation distance between a real table and another sample of the same source: what sampling alone
 * does.
 *
 * The usual estimate puts the real shares p in the place of the true ones: half of Σ √(2/π · p(1 − p)(1/n + 1/m)) over
 * the cells. It is right where cells hold many rows. Where they hold few it is too low by as much as a fifth, and so is
 * the exact expectation for two samples of shares p, for p has no share for what was not seen. Instead we ask how far two
 * parts of the real table itself are from each other, on the mean of all ways of cutting it in two (exact, unbiased for
 * tables of the parts' size), in two halves of those parts, and in two quarters. These three say how the distance falls as
 * rows grow, and a parabola through them on logarithmic scales leads from the parts to the tables. It falls with
 * the root of the rows at the fastest.
 *
 * @param realRows - at least {@link FEWEST_ROWS}
 * @returns a function of the rows in each cell of the real table
 */
export const createSamplingNoise = (realRows: number, syntheticRows: number): ((counts: Int32Array) => number) => {
  const hypergeometric = createHypergeometric(realRows);
  // A table larger than the real one adds little: the parts are then halves, and the rest is left to the parabola.
  const share = Math.min(1, syntheticRows / realRows);
  const cuts = [1, 2, 4].map((part): CutSizes => {
    const first = realRows / (1 + share) / part;
    return { first: Math.max(1, Math.floor(first)), second: Math.max(1, Math.floor(first * share)) };
  });
  const [whole, half, quarter] = cuts.map((sizes) => createCutNoise(realRows, sizes, hypergeometric));
  const [near, middle, far] = cuts.map((sizes) => Math.log2(evenRows(sizes)));
  const target = Math.log2(evenRows({ first: realRows, second: syntheticRows }));
  return (counts) => {
    const known = whole!(counts);
    if (known === 0) return 0;
    const log = Math.log2(known);
    const slope = (log - Math.log2(half!(counts))) / (near! - middle!);
    const slopeBefore = (Math.log2(half!(counts)) - Math.log2(quarter!(counts))) / (middle! - far!);
    const bend = (slope - slopeBefore) / (near! - far!);
    const steps = target - near!;
    const reached = log + steps * (slope + bend * (target - middle!));
    return 2 ** Math.min(log, Math.max(log - steps / 2, reached));
  };
};
