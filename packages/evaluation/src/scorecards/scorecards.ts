import type { Table, TableMetadata } from '@cvd/core';
import { binnedAccuracy } from '../accuracy/binned-accuracy.js';
import { qualityIntervals } from '../bootstrap/quality-intervals.js';
import type { WatchOptions } from '../checkpoint.js';
import { c2st } from '../fidelity/c2st.js';
import type { PairThresholds } from '../pair-thresholds.js';
import { qualityReport } from '../quality-report.js';
import { createStages } from '../stages.js';
import type { ComparedTables } from './compared-tables.js';
import type { BaselineName, C2stScores, Scorecard } from './scorecard.js';

/** What is the same for every table. */
export interface ScorecardOptions extends WatchOptions {
  readonly metadata: TableMetadata;
  readonly pairThresholds: PairThresholds;
  readonly seed: number;
  /** Whether rows are told from those of the holdout. */
  readonly tellApart: boolean;
}

/** What a scorecard says apart from the learners' target and the distances, which are measured of all tables at once. */
export type QualityCard = Omit<Scorecard, 'utility' | 'privacy'>;

export interface Scorecards {
  readonly thisTable: QualityCard;
  readonly baselines: { readonly [Name in BaselineName]?: QualityCard };
}

const qualityCard = async (
  table: Table,
  real: Table,
  { metadata, pairThresholds, seed, signal, onProgress }: ScorecardOptions,
): Promise<QualityCard> => {
  const stages = createStages(
    { scores: 1, intervals: 3, accuracy: 3 },
    { signal, onProgress: onProgress && (({ fraction }) => onProgress({ phase: 'baselines', fraction })) },
  );
  const quality = await qualityReport(real, table, metadata, { pairThresholds, ...stages.scores });
  const { score, columnShapes, columnPairTrends } = quality;
  const intervals = await qualityIntervals(real, table, metadata, quality, { seed, ...stages.intervals });
  const { overall } = await binnedAccuracy(real, table, metadata, { seed, resamples: 0, ...stages.accuracy });
  return {
    score,
    columnShapes: columnShapes.score,
    columnPairTrends: columnPairTrends.score,
    intervals: {
      score: intervals.score,
      columnShapes: intervals.columnShapes,
      columnPairTrends: intervals.columnPairTrends,
    },
    accuracy: overall,
    columns: columnShapes.columns.map(({ column, score }) => ({ column, score })),
    pairs: columnPairTrends.pairs.filter(({ counted }) => counted).map(({ columns, score }) => ({ columns, score })),
  };
};

/** Measures every table against the real rows; that of `thisTable` has no `c2st`, which the report has already. */
export const scorecards = async (
  { real, thisTable, baselines }: ComparedTables,
  options: ScorecardOptions,
): Promise<Scorecards> => {
  const { metadata, seed, tellApart, signal } = options;
  const named = Object.entries(baselines) as [BaselineName, Table][];
  const { holdout } = baselines;
  const told = async (name: BaselineName, table: Table, watch: WatchOptions): Promise<C2stScores> => {
    const against = name === 'holdout' || !holdout ? real : holdout;
    const { boostedTrees, logistic } = await c2st(against, table, metadata, { seed, ...watch });
    return { boostedTrees, logistic };
  };
  const stages = createStages({ thisTable: 1, others: named.length * (tellApart ? 10 : 1) }, options);
  const own = await qualityCard(thisTable, real, { ...options, ...stages.thisTable });
  const stageOf = createStages(Object.fromEntries(named.map(([name]) => [name, 1])), { signal, ...stages.others });
  const cards: { [Name in BaselineName]?: QualityCard } = {};
  for (const [name, table] of named) {
    const parts = createStages({ quality: 1, told: tellApart ? 9 : 0 }, stageOf[name]!);
    const quality = await qualityCard(table, real, { ...options, ...parts.quality });
    cards[name] = tellApart ? { ...quality, c2st: await told(name, table, parts.told) } : quality;
  }
  return { thisTable: own, baselines: cards };
};
