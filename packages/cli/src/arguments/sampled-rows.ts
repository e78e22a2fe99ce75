import type { SampleStream, Synthesizer } from '@cvd/core';
import type { Command } from 'commander';
import { withNamedColumn } from '../errors/named-column-error.js';
import { parseCount } from './count.js';
import { parseSeed } from './seed.js';
import { collect } from './settings.js';

/** Which rows of a model a command makes. */
export interface SampledRowsOptions {
  readonly rows: number;
  readonly start?: number;
  readonly where: readonly string[];
  readonly seed?: number;
}

/** The options that say so, the same for every command that makes rows. */
export const addSampledRows = (command: Command): Command =>
  command
    .requiredOption('--rows <n>', 'how many rows', parseCount('--rows'))
    .option('--start <i>', 'index of the first row; row i is the same whatever the start', parseCount('--start'))
    .option(
      '--where <condition>',
      'what every row must meet: =, !=, <, <=, >, >= or in (a,b); several mean and',
      collect,
      [],
    )
    .option('--seed <n>', "seed of the rows; the model's own without it", parseSeed);

/** @throws {CvdError} for a condition that the model cannot meet, naming --where */
export const sampledRows = (
  model: Pick<Synthesizer, 'sample'>,
  { rows, start, where, seed }: SampledRowsOptions,
  signal: AbortSignal,
): Promise<SampleStream> =>
  withNamedColumn('--where', () =>
    model.sample(rows, {
      where,
      signal,
      ...(start === undefined ? {} : { start }),
      ...(seed === undefined ? {} : { seed }),
    }),
  );
