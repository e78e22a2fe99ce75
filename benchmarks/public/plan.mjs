// The cells of the benchmark: a data set, a synthesizer, a seed.

/** @typedef {{ id: string, dataset: string, who: 'ours' | 'sdv' | 'baseline', method: string, seed: number, epochs: number | null, expected: { fit: number, score: number } }} Cell */

export const METHODS = ['copula', 'tvae', 'ctgan'];
export const BASELINES = ['holdout', 'independentColumns', 'nearCopy', 'bootstrapRows'];

/** Seconds that a cell takes on two quiet cores, roughly: only the estimate of the time left rests on it. */
const expectedSeconds = ({ large }, method, epochs, quick) => {
  const size = large ? (quick ? 0.2 : 1) : 0.02;
  const perEpoch = { ctgan: 3, tvae: 0.6 }[method] ?? 0;
  return { fit: 2 + 5 * size + perEpoch * (epochs ?? 0) * size, score: 2 + 15 * size };
};

/**
 * The small tables first, so that there is soon something to look at; of each table the baselines first.
 * @param mode - see mode.mjs
 * @param who - which of ours, baseline, sdv
 * @returns {Cell[]}
 */
export const planOf = (mode, who) => {
  const cells = [];
  const add = (dataset, whose, method, seed, epochs) => {
    if (!who.includes(whose)) return;
    cells.push({
      id: `${dataset.name}.${whose}-${method}.${seed}`,
      dataset: dataset.name,
      who: whose,
      method,
      seed,
      epochs,
      expected: expectedSeconds(dataset, method, epochs, mode.cut !== null),
    });
  };
  for (const dataset of mode.datasets.toSorted((a, b) => Number(a.large) - Number(b.large))) {
    const epochs = (method) => (method === 'copula' ? null : mode.epochsOf(dataset));
    for (const baseline of BASELINES) add(dataset, 'baseline', baseline, 0, null);
    for (const seed of mode.seeds) for (const method of METHODS) add(dataset, 'ours', method, seed, epochs(method));
    for (const method of METHODS) add(dataset, 'sdv', method, 0, epochs(method));
  }
  return cells;
};
