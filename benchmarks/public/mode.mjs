// Where things lie and how much is done: in full, --quick, or tiny (CVD_BENCH_TINY=1, settings that mean nothing).
import { fileURLToPath } from 'node:url';
import { root } from '../lib/data.mjs';
import { tiny } from '../lib/tiny.mjs';
import { DATASETS } from './datasets.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = (name) => `${root}benchmarks/.cache/public/${name}/`;

const full = {
  name: 'full',
  datasets: DATASETS,
  epochsOf: ({ epochs }) => epochs,
  seeds: [0, 1, 2],
  cut: null,
  rateRows: 25_000,
  work: cache('full'),
  results: `${root}benchmarks/results/`,
  page: here,
};

/** One seed, fewer epochs, 6,250 rows of the large tables (5,000 to learn from). Kept apart: none of it is published. */
const quick = {
  ...full,
  name: 'quick',
  epochsOf: ({ quickEpochs }) => quickEpochs,
  seeds: [0],
  cut: 6250,
  work: cache('quick'),
  results: cache('quick'),
  page: cache('quick'),
};

const least = {
  ...quick,
  name: 'tiny',
  datasets: DATASETS.filter(({ large }) => !large),
  epochsOf: () => 2,
  rateRows: 500,
  work: cache('tiny'),
  results: cache('tiny'),
  page: cache('tiny'),
};

export const modeOf = (isQuick) => (tiny ? least : isQuick ? quick : full);
