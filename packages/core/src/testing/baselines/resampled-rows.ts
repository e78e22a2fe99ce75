import type { RandomSource } from '../../random/random-source.js';

/** Row indices drawn with replacement; draw i depends on (random, i) only. */
export const resampledRows = (population: number, rows: number, random: RandomSource): Float64Array => {
  const drawn = new Float64Array(rows);
  for (let row = 0; row < rows; row++) drawn[row] = Math.floor(random.uniform(row) * population);
  return drawn;
};
