// The tables that benchmarks read; made ones are kept in benchmarks/.cache.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeLarge } from '../data/make-large.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = `${root}benchmarks/.cache/`;
const small = `${root}examples/data/cvd_small.csv`;

const made = async (name, make) => {
  const path = `${cache}${name}`;
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    await make(path);
  }
  return path;
};

/** 308,854 × 19. */
export const cvdLarge = () => made('cvd_308k.csv', (path) => makeLarge(small, path, 308_854));

/** About 1 GB of the same kind. */
export const cvdGigabyte = () => made('cvd_1gb.csv', (path) => makeLarge(small, path, 9_000_000));

/** The train split of the CVD table: 2,770 rows. */
export const cvdTrain = () => `${root}tests/fixtures/cvd/train.csv`;

/** An 80/20 split of Adult, stratified on income, seed 0: the 26,048 train rows. */
export const adultTrain = () =>
  made('adult_train.csv', (path) => {
    const source = `${root}benchmarks/data/adult.csv.gz`;
    const options = ['--holdout', '.2', '--stratify', 'income', '--seed', '0'];
    const outputs = ['--out-train', path, '--out-holdout', `${cache}adult_holdout.csv`];
    execFileSync(process.execPath, [`${root}packages/cli/bin/cvd.mjs`, 'split', source, ...options, ...outputs]);
  });
