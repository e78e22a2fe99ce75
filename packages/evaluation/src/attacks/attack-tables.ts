import { createRandomSource, EmptyTableError, type RandomSource, type Table } from '@cvd/core';
import { fitGowerScale, type GowerScale } from '../distances/gower-scale.js';
import type { SearchOptions } from '../distances/run-search.js';
import { checkConfidence } from '../figures/confidence-level.js';
import type { MetadataInput } from '../table-metadata.js';

export interface AttackOptions extends SearchOptions {
  /** How to read the columns of all tables. @default detected from training */
  readonly metadata?: MetadataInput | undefined;
  /** Seed of whatever is drawn. @default 0 */
  readonly seed?: number | undefined;
  /**
   * Rows attacked in training, and as many in the holdout: one half to choose the worst variant, one to measure it.
   * @default 1000
   */
  readonly targets?: number | undefined;
  /** @default .95 */
  readonly confidence?: number | undefined;
}

/** The tables of an attack. */
export interface AttackTables {
  /** Rows that the synthesizer learned from. */
  readonly training: Table;
  readonly synthetic: Table;
  /** Rows of the same source that it did not: the control. */
  readonly holdout: Table;
}

/** What every attack begins with. */
export interface AttackPlan {
  readonly scale: GowerScale;
  readonly random: RandomSource;
  readonly targets: number;
  readonly confidence: number;
  readonly search: SearchOptions;
}

/** Fewer targets than this in a half tell nothing. */
export const FEWEST_TARGETS = 20;

/** @throws {EmptyTableError | InvalidOptionError | MetricInputError | UnknownColumnError} */
export const planAttack = (
  name: string,
  tables: AttackTables,
  { metadata, seed = 0, targets = 1000, confidence = 0.95, execution, workers, signal, onProgress }: AttackOptions,
): AttackPlan => {
  checkConfidence(name, confidence);
  for (const table of Object.values(tables) as Table[]) if (table.rows === 0) throw new EmptyTableError(name);
  const scale = fitGowerScale(tables.training, metadata);
  return {
    scale,
    random: createRandomSource(seed).child(name),
    targets,
    confidence,
    search: { execution, workers, signal, onProgress },
  };
};

/** The scale with these columns only. */
export const narrowed = (scale: GowerScale, names: readonly string[]): GowerScale => ({
  ...scale,
  columns: scale.columns.filter(({ name }) => names.includes(name)),
});
