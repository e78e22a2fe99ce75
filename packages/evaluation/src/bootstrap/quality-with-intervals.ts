import type { Table } from '@cvd/core';
import type { QualityReport } from '../quality-report.js';
import type { MetadataInput } from '../table-metadata.js';
import { type QualityIntervalOptions, type QualityIntervals, qualityIntervals } from './quality-intervals.js';

const join = (quality: QualityReport, intervals: QualityIntervals): QualityReport => {
  const { columnShapes, columnPairTrends } = quality;
  return {
    ...quality,
    interval: intervals.score,
    columnShapes: {
      ...columnShapes,
      interval: intervals.columnShapes,
      columns: columnShapes.columns.map((column, i) => ({ ...column, interval: intervals.columns[i]! })),
    },
    columnPairTrends: {
      ...columnPairTrends,
      interval: intervals.columnPairTrends,
      pairs: columnPairTrends.pairs.map((pair, i) => ({ ...pair, interval: intervals.pairs[i]! })),
    },
  };
};

/** A quality report with the intervals of all its figures; see {@link qualityIntervals}. */
export const qualityWithIntervals = async (
  real: Table,
  synthetic: Table,
  metadata: MetadataInput,
  quality: QualityReport,
  options: QualityIntervalOptions,
): Promise<QualityReport> => join(quality, await qualityIntervals(real, synthetic, metadata, quality, options));
