// The fixed 80/20 splits: made once into benchmarks/.cache by `cvd split`, which is deterministic, so that everyone learns from the very
// same bytes. Their SHA-256 is kept with every result.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectMetadata } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { root } from '../lib/data.mjs';

const SEED = '0';
const split = (source, share, stratify, train, holdout) =>
  execFileSync(
    process.execPath,
    [
      `${root}packages/cli/bin/cvd.mjs`,
      'split',
      source,
      ...['--holdout', String(share), '--seed', SEED, '--out-train', train, '--out-holdout', holdout],
      ...(stratify ? ['--stratify', stratify] : []),
    ],
    { stdio: 'pipe' },
  );

/** Metadata of the rows to learn from, the same for every synthesizer and every score. */
const describe = async (train, sdtypes = {}) => {
  const { metadata } = detectMetadata(await readCsv(train));
  for (const [column, sdtype] of Object.entries(sdtypes)) metadata.tables.table.columns[column] = { sdtype };
  return metadata;
};

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/**
 * Paths and SHA-256 of a data set's parts, made where they are not there.
 * @param cut - rows that the source is cut to first, at random and stratified; null for all
 */
export const splitOf = async ({ name, source, stratify, sdtypes }, folder, cut = null) => {
  mkdirSync(folder, { recursive: true });
  const at = (part) => join(folder, `${name}.${part}`);
  const paths = { train: at('train.csv'), holdout: at('holdout.csv'), metadata: at('metadata.json') };
  if (!existsSync(paths.metadata)) {
    let whole = source;
    if (cut) {
      const { rows } = await readCsv(source);
      if (rows > cut) {
        whole = at('cut.csv');
        split(source, cut / rows, stratify, at('rest.csv'), whole);
      }
    }
    split(whole, 0.2, stratify, paths.train, paths.holdout);
    writeFileSync(paths.metadata, `${JSON.stringify(await describe(paths.train, sdtypes), null, 2)}\n`);
  }
  return {
    ...paths,
    sha256: { source: sha256(source), train: sha256(paths.train), holdout: sha256(paths.holdout) },
  };
};
